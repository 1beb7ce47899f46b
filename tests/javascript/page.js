// What a browser gives the client to upload with, on a page of another origin than the server's.
import { JSDOM } from "jsdom";

const { window } = new JSDOM("", { url: "https://studio.example/", pretendToBeVisual: false });
globalThis.window = window;
globalThis.XMLHttpRequest = window.XMLHttpRequest;

/** Return a file of the page. */
export function newFile(bytes, name) {
  return new window.File([bytes], name);
}

/** Have files above twice this size, in bytes, uploaded in parts; give null for the client's own choice. */
export function splitFilesInto(chunkSize) {
  window.FTRACK_UPLOAD_CHUNK_SIZE = chunkSize ?? undefined;
}
