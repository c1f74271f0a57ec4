# Mọi lệnh của kho mã. `make` không tham số in bảng dưới đây.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

# Trình thông dịch dựng .venv: bản đầu tiên chạy được và đủ mới.
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3.14 python3; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
BIN := .venv/bin
CHECK ?=

.PHONY: help venv demo test crash check lint types imports unit meta bench bench-sign bench-ui corpus screens picture clean lock docs audit-verify

help: ## Bảng các lệnh này
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

demo: venv ## Chạy cả vòng đời một văn bản rồi để nguyên hệ thống; CHECK=1: tự kiểm rồi dừng
	@exec $(BIN)/congvan demo $(if $(CHECK),--check)

test: venv ## Tất cả: lint, kiểu, hướng nhập, mọi bộ kiểm thử (dưới 30 phút)
	@$(BIN)/python -m dev.run test

crash: venv ## Giết từng loại tiến trình ở từng bước, đủ mọi ô (make test chỉ thử một phần tư)
	@CONGVAN_CRASH=all $(BIN)/python -m dev.run crash

check: venv ## Trước mỗi lần lưu mã: lint, kiểu, hướng nhập, meta, unit (dưới 1 phút)
	@$(BIN)/python -m dev.run check

lint: venv ## ruff, định dạng, luật riêng của nhà (dev/lint)
	@$(BIN)/python -m dev.run lint

types: venv ## mypy nghiêm ngặt
	@$(BIN)/python -m dev.run types

imports: venv ## Hướng nhập giữa các tầng
	@$(BIN)/python -m dev.run imports

unit: venv ## Kiểm thử nhanh, không cần cơ sở dữ liệu
	@$(BIN)/python -m dev.run unit

meta: venv ## Kiểm thử chính kho mã này
	@$(BIN)/python -m dev.run meta

bench: venv ## Đo những chỗ nóng (in bảng, không phán đạt hay không)
	@$(BIN)/python -m dev.run bench

screens: venv ## Vẽ mọi màn hình, hai cỡ, sáng và tối: build/screens/index.html và các tờ sheet-*.png
	@$(BIN)/python -m dev.ui.screens

picture: venv ## Vẽ lại hình trong README: docs/images
	@$(BIN)/python -m dev.ui.screens --picture

corpus: venv ## Phát hành N văn bản (mặc định 1000) đủ kiểu rồi cho mọi công cụ kiểm tra chữ ký
	@CONGVAN_CORPUS=$(or $(N),1000) $(BIN)/python -m pytest -q -p dev.house_rules tests/conformance/issued

bench-sign: venv ## Đo ký số trọn vẹn: so với RSA trần, với pyHanko để nguyên, với SHA-256 của bản quét 10 MB
	@$(BIN)/python -m dev.bench.bench_sign

bench-ui: venv ## Chỉ đo lần vẽ đầu tiên của danh sách văn thư, cạnh bản thiết kế tĩnh
	@$(BIN)/python -m dev.bench.bench_ui

docs: venv ## Sinh lại các trang tài liệu làm từ mã
	@$(BIN)/python -m dev.run docs

audit-verify: venv ## Kiểm dãy niêm phong nhật ký: HOME_DIR=thư mục của hệ thống
	@$(BIN)/congvan audit verify --home "$(HOME_DIR)"

lock: venv ## Khóa lại phiên bản và mã băm của các gói
	@$(PYTHON) dev/bootstrap.py lock

clean: ## Xóa mọi thứ dựng được lại (.venv, var, bộ đệm)
	@rm -rf .venv var build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage*
	@find . -name __pycache__ -prune -exec rm -rf {} +

venv: .venv/.packages .venv/.self .venv/.system

.venv/.packages: requirements-dev.txt dev/bootstrap.py
	@test -n "$(PYTHON)" || { echo "Cần Python 3.11 trở lên: make PYTHON=/đường/dẫn/python3.11"; exit 1; }
	@$(PYTHON) dev/bootstrap.py packages
	@touch $@

.venv/.self: pyproject.toml requirements.in .venv/.packages
	@$(PYTHON) dev/bootstrap.py self
	@touch $@

.venv/.system: dev/system-packages.txt | .venv/.packages
	@$(PYTHON) dev/bootstrap.py system
	@touch $@
