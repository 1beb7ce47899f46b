// One line of JSON for each scenario that was run: its file, its name, and what went wrong.
import { basename } from "node:path";

export default async function* report(source) {
  for await (const { type, data } of source) {
    if (type !== "test:pass" && type !== "test:fail") {
      continue;
    }
    const name = data.name.endsWith(".js") ? null : data.name;
    const error = type === "test:fail" ? told(data.details.error) : null;
    if (name !== null || error !== null) {
      yield `${JSON.stringify({ file: data.file ? basename(data.file) : null, name, error })}\n`;
    }
  }
}

function told(error) {
  const cause = error?.cause;
  return cause?.stack ?? String(cause ?? error);
}
