import type { WriteStream } from "node:tty";
import pc from "picocolors";

/** Colours for a terminal, and none for anything else, CI included; none where NO_COLOR is set (https://no-color.org). */
export function colorsFor(stream: Pick<WriteStream, "isTTY">): ReturnType<typeof pc.createColors> {
  return pc.createColors(stream.isTTY === true && !process.env["NO_COLOR"]);
}
