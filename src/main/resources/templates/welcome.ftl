<#ftl output_format="HTML">
<#import "layout.ftl" as layout>
<@layout.page title="Tenantry" description="A multi-tenant backend on Vert.x and PostgreSQL.">
<section class="intro">
  <h1>Tenantry gives an application its tenants, people and roles, an OAuth&nbsp;2.1 server of its own, and SQL that cannot leave its tenant.</h1>
</section>

<@status/>

<section class="chapter" aria-labelledby="start-heading">
  <h2 id="start-heading">Quick start</h2>
  <div class="chapter-body">
    <p class="lead">From nothing to a request with a token, in six commands.</p>
    <ol class="steps">
      <@step title="Register a tenant">
        <p>It comes with the person who owns it.</p>
        <@command>
curl -X POST ${api_url}/tenants/register \
  -H "Content-Type: application/json" \
  -d '{"tenant_name": "Acme Corp",
       "tenant_slug": "acme",
       "admin_username": "admin",
       "admin_email": "admin@acme.com",
       "admin_password": "secure123"}'</@command>
      </@step>
      <@step title="Ask for it by name">
        <p>Every request says which tenant it is about, here by header.</p>
        <@command>
curl -H "X-Tenant-Slug: acme" ${api_url}/tenants/info</@command>
      </@step>
      <@step title="Sign in">
        <p>The session is kept in <code>cookies.txt</code>.</p>
        <@command>
curl -X POST ${api_url}/oauth/login \
  -c cookies.txt \
  -H "Content-Type: application/json" \
  -H "X-Tenant-Slug: acme" \
  -d '{"username": "admin", "password": "secure123"}'</@command>
      </@step>
      <@step title="Register a client">
        <p>The answer holds its <code>client_id</code> and <code>client_secret</code>.</p>
        <@command>
curl -X POST ${api_url}/oauth/client/register \
  -b cookies.txt \
  -H "Content-Type: application/json" \
  -H "X-Tenant-Slug: acme" \
  -d '{"client_name": "My App",
       "grant_types": ["password", "refresh_token"],
       "scope": "read write profile"}'</@command>
      </@step>
      <@step title="Get a token">
        <p>Put the two values from step 4 in place of the capitals. The answer holds an <code>access_token</code>.</p>
        <@command>
curl -X POST ${api_url}/oauth/token \
  -H "X-Tenant-Slug: acme" \
  -d grant_type=password \
  -d username=admin -d password=secure123 \
  -d client_id=CLIENT_ID \
  -d client_secret=CLIENT_SECRET</@command>
      </@step>
      <@step title="Use it">
        <p>A token is good for one person in one tenant, and nowhere else.</p>
        <@command>
curl ${api_url}/api/protected \
  -H "Authorization: Bearer ACCESS_TOKEN" \
  -H "X-Tenant-Slug: acme"</@command>
      </@step>
    </ol>
  </div>
</section>
</@layout.page>

<#macro status>
<#if !api??>
  <#local state = "down">
<#else>
  <#local state = api.database_up?then("up", "impaired")>
</#if>
<section class="chapter" id="status" data-state="${state}" aria-labelledby="status-heading">
  <h2 id="status-heading">Right now</h2>
  <div class="chapter-body">
  <#if api??>
    <dl class="ledger">
      <div><dt>API</dt><dd><@signal up=true>Up</@signal> <span class="where">${api_url}</span></dd></div>
      <div><dt>Database</dt><dd><#if api.database_up><@signal up=true>Up</@signal><#else><@signal up=false>Down</@signal> <span class="where">The API is up, but its database does not answer.</span></#if></dd></div>
      <div><dt>Version</dt><dd data-live="version">${api.version}</dd></div>
      <div><dt>Environment</dt><dd data-live="environment">${api.environment}</dd></div>
      <div><dt>Running for</dt><dd data-live="uptime">${api.uptime}</dd></div>
    </dl>
  <#else>
    <div class="away">
      <p class="away-headline"><@signal up=false>The API at <span class="url">${api_url}</span> does not answer.</@signal></p>
      <p>It may be starting. <a href="/">Ask again</a> in a moment.</p>
    </div>
  </#if>
  </div>
</section>
</#macro>

<#macro signal up><span class="signal signal-${up?then("up", "down")}"><#nested></span></#macro>

<#macro step title>
<li class="step">
  <h3>${title}</h3>
  <#nested>
</li>
</#macro>

<#macro command><#local text><#nested></#local><div class="command"><pre tabindex="0"><code>${text?markup_string?trim?no_esc}</code></pre></div></#macro>
