"""The check of the modules' types: Node.js from the registry of Python packages, the compiler from that of Node.js."""
