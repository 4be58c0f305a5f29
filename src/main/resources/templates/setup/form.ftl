<#ftl output_format="HTML">
<#import "../oauth/frame.ftl" as frame>
<@frame.page title="Set up">
<h1>The first operator</h1>
<p class="slip-lead">Operators look after all tenants of this installation. You are the first: this page is gone after you.</p>
<@frame.problem problem/>
<form method="post" action="setup">
  <input type="hidden" name="token" value="${token}">
  <div>
    <label for="username">Username</label>
    <input id="username" name="username" type="text" value="${username}" maxlength="64" required autocomplete="username" autocapitalize="none" spellcheck="false">
  </div>
  <div>
    <label for="email">E-mail</label>
    <input id="email" name="email" type="email" value="${email}" maxlength="255" required autocomplete="email">
  </div>
  <div>
    <label for="password">Password</label>
    <input id="password" name="password" type="password" maxlength="256" required autocomplete="new-password">
  </div>
  <button class="primary" type="submit">Set up</button>
</form>
</@frame.page>
