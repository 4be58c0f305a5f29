// The page that hands an answer on to the application does so by itself where there is JavaScript.
HTMLFormElement.prototype.submit.call(document.getElementById('answer'));
