import { soak } from "./soak.ts";

// Looking up the source line of every stack of thousands of errors takes longer than all the rest.
process.setSourceMapsEnabled(false);

process.stdout.write(JSON.stringify(await soak(Number(process.argv[2]))));
