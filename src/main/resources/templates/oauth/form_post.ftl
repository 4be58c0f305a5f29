<#ftl output_format="HTML">
<#import "frame.ftl" as frame>
<#assign scripts><script src="${assets["form-post.js"]}" defer></script></#assign>
<@frame.page title="One moment" scripts=scripts>
<h1>One moment</h1>
<p class="slip-lead">You are on your way back to the application.</p>
<form id="answer" method="post" action="${action}">
  <#list fields as name, value>
  <input type="hidden" name="${name}" value="${value}">
  </#list>
  <noscript><button class="primary" type="submit">Go on</button></noscript>
</form>
</@frame.page>
