"""Mutation testing: change the code in small ways, and see whether a test notices: `python -m tests.mutation`.

The mutations are those of mutmut. Its own runner does not fit here: it names tests on pytest's command line, where ids
that hold query text are not found; it leaves every decorated function alone, which here are all properties, context
managers and cached functions; and its copies of functions stand in the stack and in the namespace of classes.
cosmic-ray writes each mutation into the tree and starts Python anew for it, a second and more each time, for thousands.

So the runner is our own, and small. No mutated file is ever written. pytest collects the tests once; each mutant is
tried in a fork of that process, in which the code objects of one function are exchanged, wherever that function was
imported to, and only the tests run that reach the mutated lines, the quickest first. Where those lines run while
modules are imported, the fork imports the tests anew, and at last the whole project. As with mutmut, what stands
outside of functions stays as it is.
"""

__all__: list[str] = []
