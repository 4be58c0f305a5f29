<#ftl output_format="HTML">
<#--
  The base of the authorization server's pages: one thing to do on each. They load the style sheet and nothing else, and
  run no script.
-->
<#import "../layout.ftl" as layout>
<#import "../flash.ftl" as flash>

<#macro page title tenant="" scripts="">
<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <meta name="robots" content="noindex">
  <title>${title}<#if tenant?has_content> · ${tenant}</#if></title>
  <link rel="icon" type="image/svg+xml" href="${assets["favicon.svg"]}">
  <link rel="stylesheet" href="${assets["app.css"]}">
  ${scripts}
</head>
<body class="desk">
  <main id="content" class="slip">
    <#if tenant?has_content>
    <p class="slip-place"><@layout.mark/><span class="slip-tenant">${tenant}</span></p>
    </#if>
    <#nested>
  </main>
</body>
</html>
</#macro>

<#macro problem text>
<#if text?has_content>
<div class="flashes"><@flash.show kind="error">${text}</@flash.show></div>
</#if>
</#macro>
