<#ftl output_format="HTML">
<#import "layout.ftl" as layout>
<#assign head><meta name="robots" content="noindex"></#assign>
<@layout.page title="${heading} · Tenantry" head=head>
<section class="notice">
  <p class="notice-status">${status}</p>
  <div class="notice-body">
  <h1>${heading}</h1>
  <#if status == 404>
  <p>The address may be mistyped, or what was here has moved.</p>
  <#elseif status gte 500>
  <p>It has been written down. Trying again in a moment may help; if it does not, pass on the request id below.</p>
  </#if>
  <p><a class="onward" href="/">Go to the start page</a></p>
  <p class="fine">Request id <code>${request_id}</code></p>
  </div>
</section>
</@layout.page>
