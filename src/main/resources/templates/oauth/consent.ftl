<#ftl output_format="HTML">
<#import "frame.ftl" as frame>
<#assign words = {
  "openid": "Know who you are",
  "profile": "See your username",
  "email": "See your e-mail address",
  "read": "Read what you can read here",
  "write": "Change what you can change here",
  "admin": "Administer what you can administer here",
  "offline_access": "Go on doing so when you have signed out"
}>
<@frame.page title="Allow access" tenant=tenant>
<#if logo??><img class="slip-logo" src="${logo}" alt="" width="56" height="56"></#if>
<h1>${client} asks for access</h1>
<p class="slip-lead">If you allow it, <#if home??><a href="${home}" rel="noreferrer">${client}</a><#else>it</#if> may, as you:</p>
<#if scopes?has_content>
<ul class="slip-list">
  <#list words as scope, meaning><#if scopes?seq_contains(scope)>
  <li>${meaning}</li>
  </#if></#list>
</ul>
</#if>
<form method="post" action="consent">
  <input type="hidden" name="ticket" value="${ticket}">
  <div class="slip-choice">
    <button class="primary" type="submit" name="decision" value="allow">Allow</button>
    <button class="second" type="submit" name="decision" value="deny">Deny</button>
  </div>
</form>
<p class="slip-fine">You go on to <strong>${target}</strong> in either case.</p>
<p class="slip-fine">Signed in as <strong>${username}</strong> (${email}). <a href="${another}">Use another account</a></p>
<#if policy?? || terms??>
<p class="slip-fine">
  <#if policy??><a href="${policy}" rel="noreferrer">Privacy policy</a></#if>
  <#if terms??><a href="${terms}" rel="noreferrer">Terms of service</a></#if>
</p>
</#if>
</@frame.page>
