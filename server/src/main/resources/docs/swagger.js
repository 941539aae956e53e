"use strict";

// The description is two folders above this script, below whatever path a proxy publishes both.
SwaggerUIBundle({
  url: new URL("../../openapi.json", document.currentScript.src).href,
  dom_id: "#swagger-ui",
});
