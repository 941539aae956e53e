package dev.candlewick.api.web;

/// The page of a server that was built without Node, and so without the user interface.
final class MissingPage {
  private static final String TEXT =
      """
      <!doctype html>
      <html lang="en">
      <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Candlewick</title>
        <link rel="icon" href="data:,">
        <link rel="stylesheet" href="{{base}}/docs/assets/page.css">
      </head>
      <body>
        <main>
          <h1>Candlewick runs without its user interface</h1>
          <p>The server works. Its pages were not built, because no Node.js 20.19 or newer was found
            at the build. Install it (<code>apt install nodejs npm</code>, or
            <a href="https://nodejs.org/">nodejs.org</a>), then stop the server and start it again
            with <code>make run</code>.</p>
          <ul>
            <li><a href="{{base}}/docs">The API, to read and to try</a></li>
            <li><a href="{{base}}/docs/stream">The streams, to try</a></li>
            <li><a href="{{base}}/health">The state of the server</a></li>
          </ul>
        </main>
      </body>
      </html>
      """;

  private MissingPage() {}

  /// Returns the page.
  ///
  /// @param base the path below which the client reaches the server
  static String text(String base) {
    return TEXT.replace("{{base}}", base);
  }
}
