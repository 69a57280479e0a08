"""Verbs of change in their forms and constructions: one verb in many forms, and forms in which several verbs stand."""

from __future__ import annotations

from datetime import date

import pytest
from exchange import exchange

DAY = date(2020, 10, 17)
"""The day that the sentences tell."""

PUBLISHED = date(2020, 10, 22)

FORMS = {
    "en": "On 17 October Azerbaijani forces {} Hadrut.",
    "tr": "Azerbaycan ordusu 17 Ekim'de Hadrut'u {}.",
    "az": "Azərbaycan qüvvələri oktyabrın 17-də Hadrutu {}.",
    "ru": "азербайджанские войска 17 октября {} Гадрут.",
    "hy": "ադրբեջանական ուժերը հոկտեմբերի 17-ին {} Հադրութը։",
}
"""A sentence of a language around its verb."""

TAKEN = [
    (
        "tr",
        "ele geçirdi; ele geçirmiş; ele geçirmiştir; ele geçirmişti; ele geçirmeyi başardı; ele geçirmeyi başarmıştır",
    ),
    ("tr", "geri kazandı; denetim altına almıştır; zapt etmiş; fethetmiştir; düşmandan temizledi; özgürleştirdi"),
    ("tr", "ele geçirip ilerledi; kurtardıktan sonra ilerledi; kontrol altına alarak ilerledi"),
    ("az", "ələ keçirdi; ələ keçirmişdir; ələ keçiriblər; ələ keçirmişdi; ələ keçirməyə nail olub"),
    ("az", "geri alıb; nəzarətə götürmüşdür; zəbt ediblər; düşməndən təmizləmişdir; azad etməyə müvəffəq oldu"),
    (
        "az",
        "azad etdikdən sonra irəliləyib; geri alandan sonra irəliləyib; ələ keçirərək irəliləyib",
    ),
    ("ru", "смогли взять; сумели освободить; отвоевали; взяли штурмом; без боя заняли"),
    ("hy", "գրավել են; գրավեցին; վերագրավել են; օկուպացրել են; կարողացել են նվաճել; հետ են վերցրել"),
    ("en", "managed to regain; were able to enter; succeeded in reclaiming; were able to free; managed to conquer"),
]
"""Words for what was done, parted by marks."""

NOT_TAKEN = [
    (
        "tr",
        "ele geçirmedi; ele geçiremedi; ele geçirmeyi başaramadı; ele geçirmeye çalıştı; özgürleştirmedi; fethedemedi",
    ),
    ("tr", "geri kazanacak; özgürleştirebilir; özgürleştirmeli; işgalden kurtarmak üzere; kurtarmak için saldırdı"),
    ("tr", "ele geçirdikten sonra Fuzuli'ye ilerleyecek; alacak; kontrol altına almayı planlıyor"),
    ("az", "ələ keçirmədi; ələ keçirə bilməyib; ələ keçirməyə nail olmayıb; ələ keçirməyə çalışıb; zəbt etmədi"),
    (
        "az",
        "işğaldan azad edəcək; işğaldan azad etmir; işğaldan azad etməlidir; azad etmək üzrədir; azad etsə yol açılar",
    ),
    ("ru", "не смогли взять; пытались отвоевать; готовятся отбить; должны освободить; не взяли штурмом"),
    ("hy", "չեն գրավել; չկարողացան նվաճել; չկարողացան մաքրել; փորձել են վերագրավել; պատրաստվում են գրավել"),
    (
        "en",
        "are close to retaking; were on the verge of regaining; wanted to lose control of; were close to abandoning",
    ),
]
"""Words for what was not done, is tried or planned."""

CONSTRUCTIONS = [
    ("tr", "Azerbaycan ordusunun 17 Ekim'de Hadrut'u ele geçirmesinin ardından yol açıldı."),
    ("tr", "Azerbaycan ordusunun 17 Ekim'de Hadrut'ta kontrolü sağlamasından sonra yol açıldı."),
    ("tr", "Hadrut'un 17 Ekim'de Azerbaycan ordusu tarafından ele geçirilmesinin ardından yol açıldı."),
    ("tr", "Hadrut'un 17 Ekim'de Azerbaycan ordusu tarafından ele geçirildiği bildirildi."),
    ("tr", "Hadrut'ta 17 Ekim'de Azerbaycan ordusu kontrolü sağladı."),
    ("tr", "Azerbaycan ordusu 17 Ekim'de Hadrut'un kontrolünü ele aldı."),
    ("tr", "17 Ekim'de Hadrut'u alan Azerbaycan ordusu ilerledi."),
    ("tr", "17 Ekim'de Hadrut'u ele geçirmeyi başaran Azerbaycan ordusu ilerledi."),
    ("tr", "17 Ekim'de Hadrut'u Ermenistan güçlerinden temizlemeyi başaran Azerbaycan ordusu ilerledi."),
    ("tr", "17 Ekim'de Hadrut'a giren Azerbaycan ordusu Fuzuli'ye ilerliyor."),
    ("tr", "Azerbaycan ordusu 17 Ekim'de Hadrut'ta hâkimiyet kurdu."),
    ("tr", "Hadrut 17 Ekim'de Azerbaycan ordusunun hâkimiyetine geçti."),
    ("tr", "Hadrut 17 Ekim'de Azerbaycan ordusunun eline düştü."),
    ("tr", "Hadrut 17 Ekim'de Ermenistan'dan Azerbaycan'a geçti."),
    ("tr", "Hadrut 17 Ekim'de Ermenistan'ın kontrolünden çıktı."),
    ("tr", "Ermenistan 17 Ekim'de Hadrut'u Azerbaycan'a kaptırdı."),
    ("tr", "Ermenistan 17 Ekim'de Hadrut'u Azerbaycan'a devretmiştir."),
    ("tr", "Hadrut 17 Ekim'de Azerbaycan'a terk edildi."),
    ("tr", "Ermenistan ordusu 17 Ekim'de Hadrut'tan çekilmeye mecbur kaldı."),
    ("tr", "Ermenistan ordusu 17 Ekim'de Hadrut'u terk ederek kaçtı."),
    ("tr", "17 Ekim'de Hadrut'u kaybeden Ermenistan ordusu geri çekildi."),
    ("tr", "Azerbaycan ordusu 17 Ekim'de Ermenistan güçlerini Hadrut'tan çıkardı."),
    ("tr", "17 Ekim'de Hadrut'ta Azerbaycan bayrağı asıldı."),
    ("az", "Azərbaycan qüvvələrinin oktyabrın 17-də Hadrutu ələ keçirməsindən sonra yol açılıb."),
    ("az", "Azərbaycan qüvvələrinin oktyabrın 17-də Hadrutu ələ keçirməsi barədə məlumat yayılıb."),
    ("az", "Hadrutun oktyabrın 17-də Azərbaycan qüvvələri tərəfindən tutulmasından sonra yol açılıb."),
    ("az", "Hadrut oktyabrın 17-də Azərbaycan qüvvələri tərəfindən zəbt edilmişdir."),
    ("az", "Oktyabrın 17-də Hadruta girən Azərbaycan qüvvələri irəliləyib."),
    ("az", "Oktyabrın 17-də Hadrutu azad etməyə nail olan Azərbaycan qüvvələri irəliləyib."),
    ("az", "Azərbaycan qüvvələri oktyabrın 17-də Hadrutda nəzarəti ələ alıb."),
    ("az", "Hadrut oktyabrın 17-də Azərbaycanın əlinə düşüb."),
    ("az", "Hadrut oktyabrın 17-də Azərbaycanın tabeliyinə keçib."),
    ("az", "Hadrut oktyabrın 17-də Ermənistanın nəzarətindən çıxıb."),
    ("az", "Ermənistan oktyabrın 17-də Hadrutu Azərbaycana təhvil vermişdir."),
    ("az", "Ermənistan qüvvələri oktyabrın 17-də Hadrutu boşaltmağa məcbur olub."),
    ("az", "Oktyabrın 17-də Hadrutu itirən Ermənistan qüvvələri geri çəkilib."),
    ("az", "Azərbaycan qüvvələri oktyabrın 17-də Ermənistan qüvvələrini Hadrutdan çıxarıb."),
    ("ru", "азербайджанские войска, захватившие 17 октября Гадрут, двинулись дальше."),
    ("ru", "Отбившие 17 октября Гадрут азербайджанские войска двинулись дальше."),
    ("ru", "Отвоевав 17 октября Гадрут, азербайджанские войска двинулись дальше."),
    ("ru", "В Гадрут 17 октября вошли азербайджанские войска."),
    ("ru", "азербайджанским войскам 17 октября удалось установить контроль над Гадрутом."),
    ("ru", "азербайджанские войска 17 октября завладели Гадрутом."),
    ("ru", "Гадрут 17 октября попал под контроль азербайджанских войск."),
    ("ru", "Оставив 17 октября Гадрут, армянские войска двинулись дальше."),
    ("ru", "Гадрут, оставленный 17 октября армянскими войсками, находится на юге."),
    ("ru", "армянским войскам 17 октября пришлось покинуть Гадрут."),
    ("ru", "азербайджанские войска 17 октября смогли выбить армянские войска из Гадрута."),
    ("hy", "հոկտեմբերի 17-ին Հադրութը վերագրաված ադրբեջանական ուժերը շարժվեցին առաջ։"),
    ("hy", "Հոկտեմբերի 17-ին ադրբեջանական ուժերը վտարել են հայկական ուժերին Հադրութից։"),
    ("hy", "հայկական ուժերը հոկտեմբերի 17-ին ստիպված են եղել լքել Հադրութը։"),
    ("hy", "հայկական ուժերը, հոկտեմբերի 17-ին լքելով Հադրութը, շարժվեցին առաջ։"),
    ("hy", "Հոկտեմբերի 17-ին Հադրութում բարձրացվեց Ադրբեջանի դրոշը։"),
    ("en", "After entering Hadrut on 17 October, Azerbaijani forces went on."),
    ("en", "After leaving Hadrut on 17 October, Armenian forces went on."),
    ("en", "Having abandoned Hadrut on 17 October, Armenian forces went on."),
    ("en", "Armenian forces were forced to vacate Hadrut on 17 October."),
    ("en", "Armenian forces fell back from Hadrut on 17 October."),
    ("en", "On 17 October Azerbaijani forces pushed Armenian troops out of Hadrut."),
    ("en", "On 17 October Azerbaijani forces managed to drive Armenian troops out of Hadrut."),
    ("en", "After handing over Hadrut to Azerbaijan on 17 October, Armenian forces went on."),
    ("en", "Work goes on in the town of Hadrut, captured by Azerbaijani forces on 17 October."),
]
"""Sentences by which Azerbaijan has the place since that day."""

NO_CHANGE = [
    ("tr", "Hadrut'u kaybeden her şeyi kaybeder, dedi Azerbaycan Cumhurbaşkanı Aliyev."),
    ("tr", "Hadrut'un Azerbaycan ordusu tarafından alınması bekleniyor."),
    ("tr", "Hadrut'un Azerbaycan ordusu tarafından ele geçirilmesi için hazırlık yapılıyor."),
    ("tr", "Azerbaycan ordusunun amacı Hadrut'u işgalden kurtarmak."),
    ("tr", "Azerbaycan ordusu Hadrut'a giren Ermenistan güçlerini imha etti."),
    ("tr", "Hadrut alındıktan sonra Ermeni birlikleri kaçtı."),
    ("az", "Hadrutun Azərbaycan qüvvələri tərəfindən azad olunması gözlənilir."),
    ("az", "Azərbaycan qüvvələrinin məqsədi Hadrutu işğaldan azad etməkdir."),
    ("az", "Azərbaycan qüvvələri Hadruta girən Ermənistan qüvvələrini məhv edib."),
    ("ru", "Неверно, что азербайджанские войска взяли Гадрут."),
    ("ru", "Гадрут должен быть передан Азербайджану."),
    ("ru", "Цель азербайджанских войск — освобождение Гадрута."),
    ("ru", "азербайджанские войска отошли к Гадруту."),
    ("ru", "Гадрут вошёл в состав района."),
    ("en", "Instead of capturing Hadrut, Azerbaijani forces turned south."),
    ("en", "Azerbaijani forces pushed Armenian troops towards Hadrut."),
    ("en", "Azerbaijan ordered its army to restore control over Hadrut."),
    ("en", "Armenian forces fell back to Hadrut."),
]
"""Sentences by which nobody has gained the place."""


def told(found):
    return [(item.holder, item.stance, item.day) for item in found.changes]


def sentences(verbs):
    return [(language, FORMS[language].format(verb)) for language, row in verbs for verb in row.split("; ")]


@pytest.mark.parametrize(("language", "text"), [*sentences(TAKEN), *CONSTRUCTIONS])
@pytest.mark.parametrize("gains", ["AZ", "ARM"])
def test_who_gained_a_place_is_read_in_every_form(read, language, text, gains):
    text = text if gains == "AZ" else exchange(language, text)
    assert told(read(text, language, PUBLISHED)) == [(gains, "affirms", DAY)]


@pytest.mark.parametrize(("language", "text"), [*sentences(NOT_TAKEN), *NO_CHANGE])
@pytest.mark.parametrize("acts", ["AZ", "ARM"])
def test_what_was_not_done_changes_nothing_and_leaves_a_trace(read, language, text, acts):
    text = text if acts == "AZ" else exchange(language, text)
    found = read(text, language, PUBLISHED)
    assert [item for item in told(found) if item[1] != "denies"] == []
    assert found.statements


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("tr", "Azerbaycan ordusunun 17 Ekim'de ele geçirdiği Hadrut'ta hayat sürüyor."),
        ("az", "Azərbaycan qüvvələrinin oktyabrın 17-də azad etdiyi Hadrutda həyat davam edir."),
    ],
)
def test_what_describes_a_place_by_a_day_is_asked_of_the_record(read, language, text):
    assert told(read(text, language, PUBLISHED)) == [("AZ", "affirms", DAY)]
    assert told(read(exchange(language, text), language, PUBLISHED)) == []
