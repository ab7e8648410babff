//! Files left with a cloud service in place of attachments: told by the addresses of the services.

use lingshi_rules::supplement_mail::Cloud;

/// Part of an address, and whose it is.
const ADDRESSES: [(&str, Cloud); 26] = [
    ("mail.qq.com/cgi-bin/ftnexs_download", Cloud::Qq),
    ("mail.qq.com/ftn/download", Cloud::Qq),
    ("mail.qq.com/cgi-bin/viewfile?", Cloud::Qq),
    (".ftn.qq.com/", Cloud::Qq),
    ("mail.163.com/large-attachment-download", Cloud::NetEase),
    ("mail.126.com/large-attachment-download", Cloud::NetEase),
    ("mail.yeah.net/large-attachment-download", Cloud::NetEase),
    ("netdisk.mail.163.com", Cloud::NetEase),
    ("fs.163.com/fs/", Cloud::NetEase),
    ("u.163.com/", Cloud::NetEase),
    ("mail.sina.com.cn/filecenter", Cloud::Sina),
    ("mail.sina.com.cn/netdisk", Cloud::Sina),
    ("pan.baidu.com/s/", Cloud::Baidu),
    ("pan.baidu.com/share/", Cloud::Baidu),
    ("www.aliyundrive.com/s/", Cloud::Aliyun),
    ("www.alipan.com/s/", Cloud::Aliyun),
    ("drive.google.com/file/", Cloud::Google),
    ("drive.google.com/open?", Cloud::Google),
    ("1drv.ms/", Cloud::OneDrive),
    ("onedrive.live.com/", Cloud::OneDrive),
    (".sharepoint.com/:", Cloud::OneDrive),
    ("icloud.com/attachment/", Cloud::ICloud),
    ("www.dropbox.com/s", Cloud::Dropbox),
    ("we.tl/t-", Cloud::WeTransfer),
    ("wetransfer.com/downloads/", Cloud::WeTransfer),
    ("docs.google.com/uc?", Cloud::Google),
];

/// The services named in these words, each once.
pub(crate) fn in_text(text: &str) -> Vec<Cloud> {
    let text = text.to_ascii_lowercase();
    let mut found: Vec<Cloud> = ADDRESSES
        .iter()
        .filter(|(address, _)| text.contains(address))
        .map(|(_, cloud)| *cloud)
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}
