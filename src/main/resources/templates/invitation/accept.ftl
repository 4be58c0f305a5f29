<#ftl output_format="HTML">
<#import "../oauth/frame.ftl" as frame>
<@frame.page title="Invitation" tenant=tenant>
<h1>You are invited</h1>
<p class="slip-lead"><strong>${inviter}</strong> invites <strong>${email}</strong> to <strong>${tenant}</strong> as ${role}.</p>
<@frame.problem problem/>
<form method="post" action="accept">
  <input type="hidden" name="token" value="${token}">
  <div>
    <label for="username">Username</label>
    <input id="username" name="username" type="text" value="${username}" maxlength="64" required autocomplete="username" autocapitalize="none" spellcheck="false">
  </div>
  <div>
    <label for="password">New password</label>
    <input id="password" name="password" type="password" maxlength="256" required autocomplete="new-password"<#if problem?has_content> aria-invalid="true"</#if>>
  </div>
  <button class="primary" type="submit">Join ${tenant}</button>
</form>
<#list elsewhere as other>
<form method="post" action="${other.action}">
  <p class="slip-fine">You are signed in to ${other.tenant} as <strong>${other.username}</strong>. You can join with that account and its password.</p>
  <input type="hidden" name="tenant" value="${tenant}">
  <input type="hidden" name="token" value="${token}">
  <input type="hidden" name="proof" value="${other.proof}">
  <div>
    <label for="username-${other.tenant}">Username in ${tenant}</label>
    <input id="username-${other.tenant}" name="username" type="text" value="${other.username}" maxlength="64" required autocomplete="off" autocapitalize="none" spellcheck="false">
  </div>
  <button type="submit">Join as ${other.username} of ${other.tenant}</button>
</form>
</#list>
<p class="slip-fine">If you did not expect this, close the page: nothing has happened.</p>
</@frame.page>
