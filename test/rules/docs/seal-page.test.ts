import { expect, test } from "@jest/globals";
import { sealPage } from "../engine.ts";

test("a Redoc other than the page's own is refused, with the remedy", () => {
  const page = `<head><meta charset="utf8" />
<script src="https://cdn.example/redoc.js" integrity="sha384-other" crossorigin="anonymous"></script></head>
<body><script>
      const __redoc_state = {};
      Redoc.hydrate(__redoc_state, container);
</script></body>`;
  expect(() => sealPage(page)).toThrow(
    /The installed redoc is not the one .* npm install --save-dev --save-exact redoc@/,
  );
});

test("a page of another form is refused", () => {
  expect(() => sealPage("<html></html>")).toThrow("the script that loads Redoc is not where it was");
});
