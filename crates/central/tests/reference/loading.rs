//! Loading sheets from the command line.

use crate::common::place::Place;
use crate::common::{House, REALM, sheet_file};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

struct Scene {
    house: House,
}

async fn scene(place: Place) -> Scene {
    let house = House::on(place).await;
    let settings = format!("realm = \"{REALM}\"\n");
    std::fs::write(house.config.folder.join("central.toml"), settings).unwrap();
    house.post("BRU");
    Scene { house }
}

fn kept(name: &str) -> PathBuf {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures/reference");
    Path::new(folder).join(format!("{name}.toml"))
}

impl Scene {
    async fn run(&self, arguments: &[&str], files: &[&Path]) -> Output {
        let config = self.house.config.folder.join("central.toml");
        let mut command = Command::new(env!("CARGO_BIN_EXE_lingshi-central"));
        command
            .env("LINGSHI_CENTRAL", config)
            .args(arguments)
            .args(files);
        if let Some(url) = &self.house.config.ledger.postgres {
            command.env("LINGSHI_POSTGRES_URL", url);
        }
        let done = tokio::task::spawn_blocking(move || command.output().unwrap());
        done.await.unwrap()
    }

    async fn json(&self, arguments: &[&str], files: &[&Path]) -> serde_json::Value {
        let arguments = [&["--json"], arguments].concat();
        let output = self.run(&arguments, files).await;
        let fault = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.success(), "{fault}");
        serde_json::from_slice(&output.stdout).unwrap()
    }

    async fn fault(&self, arguments: &[&str], files: &[&Path]) -> String {
        let output = self.run(arguments, files).await;
        assert_eq!(output.status.code(), Some(1));
        String::from_utf8(output.stderr).unwrap()
    }
}

async fn loaded_listed_shown(place: Place) {
    let scene = scene(place).await;
    let files = ["posts", "authorities", "phrases.BRU"].map(kept);
    let files: Vec<&Path> = files.iter().map(PathBuf::as_path).collect();
    let loaded = scene.json(&["reference", "load"], &files).await;
    let versions = |loaded: &serde_json::Value| -> Vec<serde_json::Value> {
        let all = loaded["sheets"].as_array().unwrap().iter();
        all.map(|one| one["version"].clone()).collect()
    };
    assert_eq!(versions(&loaded), [1, 1, 1]);
    let again = scene
        .json(&["reference", "load", "--post", "BRU"], &files)
        .await;
    assert_eq!(versions(&again), [(); 3].map(|()| serde_json::Value::Null));
    let listed = scene.json(&["reference", "list"], &[]).await;
    assert_eq!(listed["sheets"].as_array().unwrap().len(), 2);
    let listed = scene
        .json(&["reference", "list", "--post", "BRU"], &[])
        .await;
    assert_eq!(listed["sheets"][2]["name"], "phrases");
    let shown = scene
        .json(&["reference", "show", "phrases", "--post", "BRU"], &[])
        .await;
    assert_eq!(shown["phrases"].as_array().unwrap().len(), 12);
    let shown = scene.json(&["reference", "show", "posts"], &[]).await;
    assert_eq!(shown["posts"][0]["code"], "BRU");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_loaded_is_listed_and_shown_on_a_file() {
    loaded_listed_shown(Place::file()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_loaded_is_listed_and_shown_on_postgres() {
    loaded_listed_shown(Place::schema()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_fault_in_one_file_loads_none_and_all_are_told() {
    let scene = scene(Place::file()).await;
    let bad = |name: &str, from: &str, to: &str| {
        let (file, text) = sheet_file(name);
        assert!(text.contains(from));
        let path = scene.house.config.folder.join(file);
        std::fs::write(&path, text.replacen(from, to, 1)).unwrap();
        path
    };
    let phrases = bad("phrases.BRU", "感谢您的配合", "请汇款，感谢您的配合");
    let posts = bad("posts", "\"BEL\"", "\"BEI\"");
    let good = kept("authorities");
    let told = scene
        .fault(&["reference", "load"], &[&good, &phrases, &posts])
        .await;
    let (of_phrases, of_posts) = (phrases.display().to_string(), posts.display().to_string());
    assert!(
        told.contains(&format!(
            "{of_phrases}:13:1: phrases[0].text.zh-CN: this may not go out"
        )),
        "{told}"
    );
    assert!(
        told.contains(&format!(
            "{of_posts}:11:1: posts[0].country: \"BEI\" is no country"
        )),
        "{told}"
    );
    let listed = scene
        .json(&["reference", "list", "--post", "BRU"], &[])
        .await;
    assert_eq!(listed["sheets"].as_array().unwrap().len(), 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_cannot_be_done_is_told_with_what_could() {
    let scene = scene(Place::file()).await;
    let phrases = kept("phrases.BRU");
    scene.house.post("NYC");
    let told = scene
        .fault(&["reference", "load", "--post", "NYC"], &[&phrases])
        .await;
    assert!(told.contains("these are the phrases of BRU"), "{told}");
    let (_, text) = sheet_file("phrases.BRU");
    let unknown = scene.house.config.folder.join("unknown.toml");
    std::fs::write(&unknown, text.replace("post = \"BRU\"", "post = \"LAD\"")).unwrap();
    let told = scene.fault(&["reference", "load"], &[&unknown]).await;
    assert!(
        told.contains("unknown.toml: There is no post LAD"),
        "{told}"
    );
    let told = scene.fault(&["reference", "show", "phrases"], &[]).await;
    assert!(told.contains("--post"), "{told}");
    let told = scene.fault(&["reference", "show", "phrase"], &[]).await;
    assert!(
        told.contains("known: posts, authorities, phrases"),
        "{told}"
    );
    let told = scene.fault(&["reference", "show", "posts"], &[]).await;
    assert!(told.contains("No sheet posts was loaded yet"), "{told}");
    let told = scene
        .fault(&["reference", "load"], &[Path::new("nowhere.toml")])
        .await;
    assert!(told.contains("nowhere.toml"), "{told}");
}
