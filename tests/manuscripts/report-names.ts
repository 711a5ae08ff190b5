/** Names as their owners write them: given names, family name. All are invented. */
export const cased: readonly (readonly [string, string])[] = `
Awa|Ndiaye;Moussa|Diop;Fatou|N’Diaye;Ousmane|Sembène;Khady|Mbaye;Adébáyọ̀|Ògúnlẹ́sì;Oluwaseun|Adeyemi;Ngozi|Okonkwo
Chukwuemeka|Eze;Tigist|Bekele;Abebe|Tadesse;Selamawit|Hailu;Yohannes|Gebremedhin;Mohamed|Al-Hassan;Ahmad|al-Khatib
Layla|Abu Zayd;Omar|ibn Khalid;Abdul Rahman|El-Sayed;Nour|Haddad;Yasmin|Ben Youssef;Karim|Benali;Murugan|Selvarajah
Kavitha|Ramanathan;Thillai|Sivakumar;Rafiqul|Islam;Shahida|Chowdhury;Anirban|Mukhopadhyay;Nguyễn Thị|Hoa;Trần Văn|Minh
Lê Thị|Thu Hà;Phạm|Đức;Xiaoming|Wang;Li|Na;Wei|Xu;Yifan|Ouyang;Min-jun|Kim;Ji-woo|Park;Soo-yeon|Choi;Haruki|Tanaka
Maria Corazon|de la Cruz;Jose|Dimaculangan;Rosario|Macapagal;María José|García Márquez;Juan Carlos|Rodríguez Peña
Lucía|Fernández de Córdoba;Ana|Núñez;João|da Silva;Beatriz|dos Santos Oliveira;Conceição|Gonçalves;Yılmaz|Şahin
İbrahim|Çağlar;Ayşe|Işık;Berîvan|Çelik;Rojda|Baran;Şêrko|Bêkes;Reza|Hosseini;Zahra|Mohammadi;Shirin|Rostamzadeh
Oleksandr|Shevchenko;Iryna|Kovalchuk;Олександр|Шевченко;Ірина|Ковальчук;Марія|Гончаренко;Иван|Петров;Łukasz|Wójcik
Małgorzata|Kowalczyk;Zbigniew|Żółtowski;Søren|Kjærgaard;Bjørn|Østergård;Mette|Rasmussen;Åse|Müller;Giorgi|Beridze
Nino|Kapanadze;Wayra|Mamani;Inti|Quispe Huamán;Illari|Condori;Jan|van den Berg;Sanne|de Vries;Pieter|van Dijk;Siobhán|O’Connor
Ciarán|Mac Giolla;Jean-Pierre|Dubois;Hélène|Lefèvre;Aminata|Traoré;Grace|Wanjiru;Wangari|Kamau;Thandiwe|Dlamini
Sipho|Nkosi;Tendai|Moyo;Aung|Kyaw;Phyo|Thant;Sok|Chanthavy;Somchai|Srisai;Putu|Wijaya;Siti|Nurhaliza;Pemba|Sherpa
Dorji|Wangchuk;Sita|Gurung;Arben|Hoxha;Zoran|Đorđević;Hrvoje|Horvat;Ștefan|Ionescu;Zsófia|Nagy;Jiří|Dvořák;Jóhanna|Þórsdóttir
Emily|Young;Sarah|Long;James|King;Anna|Price;Leila|May;Tom|Black;Ruth|Hope;David|Page`
  .trim()
  .split(/[;\n]/)
  .map((one) => {
    const [given = '', family = ''] = one.split('|')
    return [given, family] as const
  })

/** Full names in scripts without capitals. */
export const caseless: readonly string[] =
  'محمد الحسن|فاطمة الزهراء|ليلى حداد|أحمد الخطيب|عبد الرحمن السيد|زهرا محمدی|کریم رستم‌زاده|முருகன் செல்வராஜா|கவிதா இராமநாதன்|রফিকুল ইসলাম|শাহিদা চৌধুরী|ትግስት በቀለ|አበበ ታደሰ|გიორგი ბერიძე|ნინო კაპანაძე|王小明|李娜|歐陽一帆|김민준|박지우|田中 春樹|สมชาย ศรีสาย|សុខ ចាន់ថាវី|अनिल शर्मा'.split(
    '|',
  )

const plain = (text: string) =>
  text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[đł]/g, (letter) => (letter === 'đ' ? 'd' : 'l'))

/** Given names in one string, family name in one string, and the variants of the name. */
export const templates: readonly ((given: string, family: string) => string)[] = [
  (given, family) => `The interviews were held by ${given} ${family} in the clinic.`,
  (given, family) => `${family} ${given} wrote this paper.`,
  (given, family) => `${family}, ${given}`,
  (given, family) => `${given.toUpperCase()} ${family.toUpperCase()}`,
  (given, family) => `Interviews were led by ${given} ${family}’s team`,
  (given, family) => `It was, as ${given} ${family.toUpperCase()} said, a matter of trust.`,
  (given, family) => `Contact: ${plain(given)} ${plain(family)}, MD`,
  (given, family) => `1 ${given} ${family}1,2 and others`,
  (given, family) => `(${given} ${family})`,
  (given, family) => `${given[0]}. ${family} took notes.`,
  (given, family) => `${family} ${given[0]}, others. The method of work.`,
  (given, family) => `Notes were taken by ${family}, ${given[0]}. and kept.`,
  (_, family) => `Dr ${family} saw all of them.`,
  (_, family) => `In our previous work (${family}, 2019) it was found.`,
  (_, family) => `As we have shown elsewhere, ${family} et al. (2021) hold this.`,
  (_, family) => `The second coder, Prof. ${family}, agreed.`,
  (given, family) => `${given.replaceAll(' ', '\n')}\n${family}`,
  (given, family) => `${given}_${family}`,
  (given, family) => `${given}  M. ${family}`,
  (given, family) => `“${given.normalize('NFD')} ${family.normalize('NFD')}”`,
]

export const bareTemplates: readonly ((name: string) => string)[] = [
  (name) => name,
  (name) => `(${name})`,
  (name) => `“${name}” 2019`,
  (name) => `1. ${name}1,2`,
  (name) => `—${name}, MD`,
]
