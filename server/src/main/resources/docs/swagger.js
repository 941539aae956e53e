"use strict";

// The description is two directories above this script, under any base path of a proxy.
SwaggerUIBundle({
  url: new URL("../../openapi.json", document.currentScript.src).href,
  dom_id: "#swagger-ui",
});
