<#ftl output_format="HTML">
<#import "layout.ftl" as layout>
<#assign head><meta name="robots" content="noindex"></#assign>
<@layout.page title="Console of ${account.tenant()} · Tenantry" head=head>
<section class="chapter chapter-first" aria-labelledby="who-heading">
  <h1 id="who-heading" class="chapter-title">Console</h1>
  <div class="chapter-body">
    <dl class="ledger">
      <div><dt>Tenant</dt><dd>${account.tenant()}</dd></div>
      <div><dt>Username</dt><dd>${account.username()}</dd></div>
      <div><dt>E-mail</dt><dd>${account.email()}</dd></div>
      <div><dt>Role</dt><dd>${account.role()}</dd></div>
      <div><dt>Scopes</dt><dd><#list account.scopes() as scope><code>${scope}</code></#list></dd></div>
    </dl>
  </div>
</section>
<section class="chapter" aria-labelledby="session-heading">
  <h2 id="session-heading">This session</h2>
  <div class="chapter-body">
    <dl class="ledger">
      <div><dt>Ends in</dt><dd>${ends_in}</dd></div>
      <div><dt>Access for</dt><dd>${access_for} <span class="where">renewed when it is needed</span></dd></div>
    </dl>
    <form class="signout" method="post" action="/signout">
      <input type="hidden" name="form_token" value="${form_token}">
      <p class="lead">Signing out ends this session, your sign-in at ${account.tenant()}, and every token that came from it.</p>
      <button class="primary" type="submit">Sign out everywhere</button>
    </form>
  </div>
</section>
</@layout.page>
