<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>Tenantry API</title>
  <link rel="icon" href="..${assets["favicon.svg"]}">
  <link rel="stylesheet" href="..${assets["docs/swagger-ui.css"]}">
  <link rel="stylesheet" href="..${assets["docs/docs.css"]}">
  <script defer src="..${assets["docs/swagger-ui-bundle.js"]}"></script>
  <script defer src="..${assets["docs/docs.js"]}"></script>
</head>
<body>
  <main id="docs"></main>
  <noscript><p>This page needs scripts; the document itself is <a href="openapi.json">openapi.json</a>.</p></noscript>
</body>
</html>
