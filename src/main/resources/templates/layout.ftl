<#ftl output_format="HTML">
<#--
  The base of every page. A page brings its content, and if it needs them more for the head and its own scripts:

    <#import "/layout.ftl" as layout>
    <#assign head><meta name="robots" content="noindex"></#assign>
    <@layout.page title="Stores" head=head>
      …
    </@layout.page>
-->
<#import "flash.ftl" as flash>

<#macro page title description="" head="" scripts="" flashes=[]>
<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <title>${title}</title>
  <#if description?has_content>
  <meta name="description" content="${description}">
  </#if>
  <link rel="icon" type="image/svg+xml" href="${assets["favicon.svg"]}">
  <link rel="stylesheet" href="${assets["app.css"]}">
  <script src="${assets["app.js"]}" defer></script>
  ${head}
</head>
<body>
  <a class="skip" href="#content">Skip to the content</a>
  <header class="masthead">
    <a class="wordmark" href="/"><@mark/>Tenantry</a>
    <nav class="account" aria-label="Account">
      <#if viewer?? && viewer?has_content>
      <a href="/console">Console<span class="account-tenant">${viewer.tenant}</span></a>
      <#else>
      <a href="/signin">Sign in</a>
      </#if>
    </nav>
  </header>
  <main id="content">
    <@flash.messages flashes/>
    <#nested>
  </main>
  <footer class="colophon">
    <nav aria-label="Addresses">
      <a href="/health">Health of these pages</a>
      <a href="${api_url}/ping">API ping</a>
      <a href="${api_url}/status">API status</a>
    </nav>
  </footer>
  ${scripts}
</body>
</html>
</#macro>

<#-- A floor plan: three tenants under one roof. -->
<#macro mark>
<svg class="mark" viewBox="0 0 32 32" width="24" height="24" aria-hidden="true" focusable="false">
  <path class="mark-room" d="M18 5h9v11h-9z"/>
  <path d="M5 5h22v22H5zM18 5v22M18 16h9" fill="none" stroke="currentColor" stroke-width="2.5"/>
</svg>
</#macro>
