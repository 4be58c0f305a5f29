<#ftl output_format="HTML">
<#import "layout.ftl" as layout>
<#assign head><meta name="robots" content="noindex"></#assign>
<@layout.page title="Sign in · Tenantry" head=head flashes=flashes>
<section class="chapter chapter-first" aria-labelledby="signin-heading">
  <h1 id="signin-heading" class="chapter-title">Sign in</h1>
  <div class="chapter-body">
    <p class="lead">Which tenant are you with? It has a page of its own, where you show who you are.</p>
    <form method="get" action="/signin">
      <div>
        <label for="tenant">Tenant</label>
        <input id="tenant" name="tenant" type="text" value="${tenant}" required maxlength="63" autocapitalize="none" spellcheck="false" autocomplete="organization" aria-describedby="tenant-hint" autofocus>
        <p class="hint" id="tenant-hint">Its short name, such as acme</p>
      </div>
      <button class="primary" type="submit">Go on</button>
    </form>
  </div>
</section>
</@layout.page>
