;;; eglot.el --- A session in a real Emacs, with the lines of docs/editors.md loaded before this file.  -*- lexical-binding: t -*-

(defvar checks 0)

(defun check (what ok &optional detail)
  "Count that WHAT holds, or end Emacs with DETAIL."
  (unless ok
    (message "FAIL %s: %S" what detail)
    (kill-emacs 1))
  (setq checks (1+ checks))
  (message "ok   %s" what))

(defun until (what condition &optional detail)
  "Wait until CONDITION holds."
  (let ((deadline (+ (float-time) 20)))
    (while (and (not (funcall condition)) (< (float-time) deadline))
      (accept-process-output nil 0.05)))
  (check what (funcall condition) (and detail (funcall detail))))

(defun found () "What is found in this buffer." (mapcar #'flymake-diagnostic-text (flymake-diagnostics)))

(defun found-on (words)
  "What is found on the line that holds WORDS."
  (goto-char (point-min))
  (search-forward words)
  (mapcar #'flymake-diagnostic-text (flymake-diagnostics (line-beginning-position) (line-end-position))))

(defun ask (method &optional more)
  "Ask the server about point by METHOD, with MORE parameters."
  (jsonrpc-request (eglot-current-server) method (append (eglot--TextDocumentPositionParams) more)))

(setq eglot-sync-connect 10)
(find-file (expand-file-name "README.md" (getenv "OUTSIDE")))
(text-mode)
(run-hooks 'post-command-hook)
(check "a README outside of newsrooms is left alone" (null (eglot-current-server)))

(find-file (expand-file-name "drafts/dam.md" (getenv "EXAMPLE")))
(text-mode)
(run-hooks 'post-command-hook)                  ; where eglot-ensure starts, between two keys
(until "the server attaches" #'eglot-managed-p)
(flymake-start)
(until "a claim nobody answers for is found" (lambda () (seq-some (lambda (it) (string-match-p "Who expects this" it)) (found))) #'found)
(check "on its line" (found-on "The repair will cost") (found))
(check "its attributed neighbour is not" (null (found-on "Engineers have found")) (found))
(goto-char (point-min))
(search-forward "in Eastmere on")
(search-backward "Eastmere")
(check "the card of a place says what else it is called"
       (string-match-p "Ostmeer" (plist-get (plist-get (ask :textDocument/hover) :contents) :value)))
(search-forward "wire-harow" nil t)
(goto-char (point-min))
(search-forward "next six years")
(insert " [@hyd")
(eglot--signal-textDocument/didChange)
(let ((items (plist-get (ask :textDocument/completion '(:context (:triggerKind 1))) :items)))
  (check "a tag is offered" (seq-some (lambda (it) (string-match-p "hydrologist" (plist-get it :label))) items) items))
(goto-char (point-min))
(search-forward "wire-har")
(let ((actions (eglot-code-actions (point) (point) nil nil)))
  (check "a fix is offered" (seq-some (lambda (it) (equal (plist-get it :title) "Write “wire-harrow”")) actions) actions)
  (eglot-execute (eglot-current-server) (seq-find (lambda (it) (equal (plist-get it :title) "Write “wire-harrow”")) actions)))
(until "and made" (lambda () (goto-char (point-min)) (search-forward "[@wire-harrow]" nil t)))
(message "%d checks passed" checks)
(kill-emacs 0)
