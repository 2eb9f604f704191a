// pid-file.mjs for TypeScript; it is plain JavaScript, since nothing is installed when the start script runs
export function takePidFile(path: string): { free: () => void } | { holder: number };
