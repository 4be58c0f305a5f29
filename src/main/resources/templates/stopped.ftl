<#ftl output_format="HTML">
<#import "layout.ftl" as layout>
<#assign head><meta name="robots" content="noindex"></#assign>
<@layout.page title="${heading} · Tenantry" head=head>
<section class="notice">
  <p class="notice-status">Sign-in</p>
  <div class="notice-body">
  <h1>${heading}</h1>
  <p>${text}</p>
  <p><#if again><a class="onward" href="/signin">Sign in again</a><#else><a class="onward" href="/console">Try again</a></#if></p>
  </div>
</section>
</@layout.page>
