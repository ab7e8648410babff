//! HTML as lines, and what files are by their first bytes.

use lingshi_mail::{Mail, read};
use lingshi_rules::supplement_mail::{Cloud, FileKind, Pixels};

fn page(html: &str) -> Mail {
    let head = "From: <a@example.com>\r\nContent-Type: text/html; charset=utf-8\r\n\r\n";
    read(format!("{head}{html}").as_bytes()).unwrap()
}

#[test]
fn a_page_is_read_line_by_line() {
    for (html, expected) in [
        ("a<br>b", "a\nb"),
        ("<div>a</div><div>b</div>", "a\nb"),
        ("<p>a\r\n  b</p>c", "a b\nc"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "a\nb"),
        (
            "a&nbsp;b&amp;c&#24352;&#x4e09;&;&unknown;",
            "a b&c张三&;&unknown;",
        ),
        (
            "<style>p{}</style><script>x()</script><title>t</title>a",
            "a",
        ),
        ("a<!-- b -->c", "ac"),
        ("1 < 2 > 1", "1 < 2 > 1"),
        ("<a title=\"x > y\">a</a>", "a"),
        ("a<blockquote>b<br>c</blockquote>d", "a\n> b\n> c\nd"),
        ("<b>a</b><i>b</i>", "ab"),
        ("a<!-- never closed", "a never closed"),
    ] {
        assert_eq!(page(html).letter.text, expected, "{html}");
    }
}

#[test]
fn clouds_and_remote_pictures_are_told_and_not_fetched() {
    let letter = page("<img src='https://x.example/a.png'><img src=//x.example/b><img src='data:image/png;base64,AA'><a href='https://pan.baidu.com/s/1x'>a</a> https://we.tl/t-x").letter;
    assert_eq!(letter.remote_pictures, 2);
    assert_eq!(letter.clouds, [Cloud::Baidu, Cloud::WeTransfer]);
}

/// The kind and size of a file with these bytes.
fn file(bytes: &[u8], declared: &str) -> (FileKind, Option<Pixels>) {
    let packed = crate::large::base64(bytes);
    let head = format!(
        "From: <a@example.com>\r\nContent-Type: {declared}; name=x\r\nContent-Transfer-Encoding: base64\r\n\r\n{packed}"
    );
    let letter = read(head.as_bytes()).unwrap().letter;
    (letter.enclosures[0].kind, letter.enclosures[0].pixels)
}

#[test]
fn files_are_told_by_their_first_bytes_and_not_by_what_the_mail_says() {
    for (bytes, kind) in [
        (&b"\0\0\0\x1Cftypheix"[..], FileKind::Heic),
        (b"\0\0\0\x1Cftypmif1", FileKind::Heic),
        (b"\0\0\0\x20ftypqt  ", FileKind::Recording),
        (b"\0\0\0\x20ftypisom", FileKind::Recording),
        (b"RIFF\x10\0\0\0WEBPVP8 ", FileKind::Webp),
        (b"RIFF\x10\0\0\0WAVEfmt ", FileKind::Recording),
        (b"PK\x03\x04..........a.jpg", FileKind::Zip),
        (b"PK\x03\x04..........word/document.xml", FileKind::Office),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1...", FileKind::Office),
        (b"7z\xBC\xAF\x27\x1C", FileKind::SevenZip),
        (b"BM\x0A\0\0\0....", FileKind::Bmp),
        (b"BM is no picture", FileKind::Text),
        (b"\n\n%PDF-1.7", FileKind::Pdf),
        (b"MM\0*....", FileKind::Tiff),
        (b"<?xml version='1.0'?><SVG onload=x>", FileKind::Svg),
        (b"<!DOCTYPE html><p>", FileKind::Html),
        ("张三".as_bytes(), FileKind::Text),
        (b"\0\x01\x02\x03", FileKind::Unknown),
        (b"\x7FELF", FileKind::Program),
    ] {
        assert_eq!(file(bytes, "image/jpeg").0, kind, "{bytes:?}");
    }
    let signature = file(b"0\x82\x01\x02", "application/pkcs7-signature");
    assert_eq!(signature.0, FileKind::MailSignature);
}

#[test]
fn the_size_of_a_picture_is_read_from_its_head() {
    let size = |width, height| Some(Pixels { width, height });
    let (kind, pixels) = file(&crate::large::jpeg(70_000), "image/png");
    assert_eq!((kind, pixels), (FileKind::Jpeg, size(64, 64)));
    let png = b"\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR\0\0\x01\0\0\0\0\x02";
    assert_eq!(file(png, "x/y"), (FileKind::Png, size(256, 2)));
    let gif = b"GIF89a\x03\0\x04\0";
    assert_eq!(file(gif, "x/y"), (FileKind::Gif, size(3, 4)));
    assert_eq!(
        file(b"\xFF\xD8\xFF\xE0\x00\x02", "x/y"),
        (FileKind::Jpeg, None)
    );
}
