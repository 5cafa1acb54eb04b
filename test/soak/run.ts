import { soak } from "./soak.ts";

process.stdout.write(JSON.stringify(await soak()));
