<#ftl output_format="HTML">
<#import "../oauth/frame.ftl" as frame>
<@frame.page title="Welcome" tenant=tenant>
<h1>You are a member now</h1>
<p class="slip-lead">In <strong>${tenant}</strong> you are called <strong>${username}</strong>.</p>
<#if onward?has_content>
<p class="slip-fine"><a href="${onward}">Sign in</a></p>
</#if>
</@frame.page>
