//! Prepares the window's configuration, and a page to embed where the real one was not built yet.

use std::error::Error;
use std::fs;
use std::path::Path;

const PAGE: &str = "ui/dist/index.html";
const STUB: &str = "<!doctype html><meta charset=\"utf-8\"><title>领事工作台</title>\
    <p>界面尚未生成。请先在 ui 目录运行 npm run build，再重新编译。</p>\n";

fn main() -> Result<(), Box<dyn Error>> {
    if !Path::new(PAGE).exists() {
        fs::create_dir_all("ui/dist")?;
        fs::write(PAGE, STUB)?;
    }
    // The page is embedded: without this, a newer page would wait for the next change of Rust code.
    println!("cargo:rerun-if-changed=ui/dist");
    let attributes =
        tauri_build::Attributes::new().capabilities_path_pattern("./src-tauri/capabilities/**/*");
    tauri_build::try_build(attributes)?;
    Ok(())
}
