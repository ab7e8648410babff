//! Reasons an officer picks; their words stand in the catalogues.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use strum::{EnumIter, IntoStaticStr};

macro_rules! codes {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $code:ident),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, EnumIter, IntoStaticStr,
        )]
        pub enum $name {
            $($(#[$vdoc])* $code),+
        }

        impl $name {
            /// As the code is written.
            pub fn code(self) -> &'static str {
                self.into()
            }
        }
    };
}

codes! {
    /// Why a photo is not fit.
    PhotoReason {
        /// 背景不是白色
        PH01,
        /// 光线不均匀、有阴影
        PH02,
        /// 头部过大/过小/倾斜
        PH03,
        /// 侧脸
        PH04,
        /// 双眼未正视前方/闭眼
        PH05,
        /// 眼镜框遮挡眼睛/反光/有色镜片
        PH06,
        /// 头发遮挡眉毛或耳朵
        PH07,
        /// 非6个月内近照
        PH08,
        /// 翻拍、截图、修饰或合成
        PH09,
        /// 太暗、有污渍、分辨率过低
        PH10,
        /// 头部显示不完整
        PH11,
        /// 穿浅色衣服/赤膊/制式服装
        PH12,
        /// 戴帽饰、头巾、首饰遮挡
        PH13,
        /// 张嘴露齿、表情不自然
        PH14,
        /// 非本人/多人入镜
        PH15,
        /// 格式或大小不符
        PH16,
    }
}

codes! {
    /// What a supplement asks for.
    SupplementReason {
        /// 证件照不合格
        S01,
        /// 护照资料页不清晰/缺失
        S02,
        /// 缺加注页
        S03,
        /// 加注依据不足
        S04,
        /// 缺遗失情况说明
        S05,
        /// 缺身份证明(补发)
        S06,
        /// 缺出生证明
        S07,
        /// 缺父母证件
        S08,
        /// 缺出生时父母居留证件
        S09,
        /// 缺监护人同意书
        S10,
        /// 监护关系证明不足
        S11,
        /// 缺居留证件/签证
        S12,
        /// 缺本领区居住证明
        S13,
        /// 缺人在当地证明
        S14,
        /// 家庭成员信息不全
        S15,
        /// 国内地址/联系人不全
        S16,
        /// 过期未换说明
        S17,
        /// 提前换发理由
        S18,
        /// 签名不合格
        S19,
        /// 国籍声明不完整
        S20,
        /// 回乡证/台胞证
        S21,
        /// 外文名依据(旅行证)
        S22,
        /// 行程/紧急事由证明
        S23,
        /// 报警证明
        S24,
        /// 汇款/缴费凭证
        S25,
        /// 回邮信封
        S26,
        /// 未收到旧证原件
        S27,
        /// 材料与申请人不符
        S28,
        /// 信息与证件不一致
        S29,
        /// 其他
        S30,
    }
}

codes! {
    /// Why an order is refused.
    RejectReason {
        /// 不在本国
        R01,
        /// 人在中国境内
        R02,
        /// 非本领区
        R03,
        /// 重复申请
        R04,
        /// 业务种类选错
        R05,
        /// 不符合应急旅行证条件
        R06,
        /// 信息严重有误
        R07,
        /// 补充材料逾期
        R08,
        /// 补充后仍不合格
        R09,
        /// 面谈未通过
        R10,
        /// 多次未参加面谈
        R11,
        /// 非本人人脸识别
        R12,
        /// 弄虚作假
        R13,
        /// 不具有中国国籍
        R14,
        /// 无法证明身份
        R15,
        /// 法定不准出境情形
        R16,
        /// 不属受理范围
        R17,
        /// 不符合换发条件
        R18,
        /// 照片造假/严重不合格
        R19,
        /// 应申请人要求
        R20,
        /// 其他
        R21,
    }
}

/// One reason picked for a supplement, with what fills its sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pick {
    /// The reason.
    pub reason: SupplementReason,
    /// For S01: what is wrong with the photo.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub photo: Vec<PhotoReason>,
    /// What fills the sentence, by place.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub words: BTreeMap<String, String>,
}

/// A refusal of the order, with what fills its sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusing {
    /// The reason.
    pub reason: RejectReason,
    /// What fills the sentence, by place.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub words: BTreeMap<String, String>,
}

/// Why a material image is not fit.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    EnumIter,
    IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum MaterialReason {
    /// 模糊
    Blurred,
    /// 反光
    Glare,
    /// 缺页
    PageMissing,
    /// 裁切不全
    CutOff,
    /// 文件与申请人不符
    OtherPerson,
    /// 无法打开
    CannotOpen,
    /// 格式不符
    WrongType,
    /// 文件过大
    TooLarge,
}

/// What is wrong with a file: a photo and a material have different reasons.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MaterialOrPhoto {
    /// Of a photo.
    Photo(PhotoReason),
    /// Of a material.
    Material(MaterialReason),
}
