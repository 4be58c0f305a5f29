<#ftl output_format="HTML">
<#import "frame.ftl" as frame>
<@frame.page title="Sign out" tenant=tenant>
<h1>Sign out?</h1>
<p class="slip-lead">You are signed in as <strong>${username}</strong>. Signing out ends it for every application in this browser.</p>
<form method="post" action="signout">
  <input type="hidden" name="ticket" value="${ticket}">
  <button class="primary" type="submit">Sign out</button>
</form>
<p class="slip-fine">To stay signed in, close this page.</p>
</@frame.page>
