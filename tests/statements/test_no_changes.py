"""Sentences about the same places in which nothing changes hands: sport, works, finds, medals, maps, other wars."""

from datetime import date

import pytest

from karamap.tables.data_folder import DataFolder, data_dir
from karamap.theatre.statement_tables import StatementTables

NO_CHANGES = """
Agdam won the match after taking the lead in the 20th minute against Neftchi.
Qarabag FK of Agdam took all three points in Zangilan.
The road from Fuzuli to Shusha was taken into operation in 2021.
A school was opened in Aghband village of Zangilan district.
The first 20 families returned to the village of Sus, Lachin district.
President Aliyev laid the foundation of a village in Jabrayil district.
The mine clearance agency took control of the demining in the villages of Fuzuli.
A fire took hold of the forest near Hadrut.
Armenian forces captured Khojaly in February 1992, killing hundreds.
Azerbaijan commemorates the occupation of Shusha on May 8.
The film tells the story of the capture of Shusha.
In April 2016 Azerbaijan took heights near Talish.
Russian forces captured the town of Avdiivka, Ukraine's army said.
Turkish-backed forces seized villages around Afrin in Syria.
Azerbaijan could take Stepanakert within days, an analyst said.
Azerbaijan threatened to take Stepanakert by force.
Armenia should have handed over Agdam years ago, he said.
The plan foresees that Lachin and Kalbajar would be returned to Azerbaijan.
If Azerbaijan captures Shusha, the war is over, Harutyunyan said.
The bodies of soldiers who died in the capture of Shusha were buried.
Veterans who took part in the liberation of Zangilan were awarded medals.
The medal "For the liberation of Kalbajar" was established.
A street in Baku was named after the liberated city of Shusha.
Azerbaijan celebrates the Day of the City of Zangilan on October 20.
The European Court ruled in a case about property lost in Lachin in 1992.
Azerbaijan's army captured a Armenian soldier near the village of Zod.
Armenian saboteurs were captured in the Kalbajar district.
Azerbaijani servicemen seized weapons in the village of Khankendi.
Police in Khankendi seized a large quantity of ammunition.
Ammunition was found in Khojavend and Khojaly districts, the interior ministry said.
Azerbaijan took delivery of buses for Agdam.
The Zangilan airport was taken into use on October 20, 2022.
Azərbaycan Ordusu Ağdamda təlim keçirib.
Zəngilan rayonunun Ağalı kəndinə 20 ailə köçürülüb.
Şuşa şəhərinin işğal günüdür: 8 may 1992-ci il.
Laçının işğalından 30 il ötür.
Polis Xankəndidə silah-sursat aşkar edib.
Xocavənddə və Xocalıda çoxlu sayda silah götürülüb.
Füzulidə məktəb istifadəyə verilib.
Prezident Zəngilanda aeroportun açılışını edib.
Döyüşlərdə iştirak etdiyinə görə "Şuşanın azad olunmasına görə" medalı ilə təltif edilib.
Ordumuz Xankəndini götürə bilərdi, ekspert deyib.
Şuşa düşməsəydi, müharibə davam edəcəkdi.
Zengilan'da akıllı köy açıldı.
Hadrut'ta mayın temizleme çalışmaları sürüyor.
Şuşa'nın işgalinin 30. yılı.
Ermenistan Hocalı'yı 1992'de işgal etti.
Azerbaycan Şuşa'yı alırsa savaş biter.
Türk askerleri Afrin'de köyleri ele geçirdi.
В Физулинском районе открыт аэропорт.
В селе Агалы Зангиланского района заселены 20 семей.
Ходжалы был захвачен армянскими войсками в феврале 1992 года.
В 2016 году Азербайджан занял высоты у Талыша.
Российские войска заняли Авдеевку.
Если Азербайджан возьмет Шушу, война закончится.
Азербайджан может взять Степанакерт, считает эксперт.
Участники освобождения Шуши награждены медалями.
В Ходжавенде изъято большое количество оружия.
Полиция изъяла оружие в Ханкенди.
Азербайджанские военные захватили армянского солдата у села Зод.
Армянские диверсанты захвачены в Кельбаджарском районе.
Բերձորում նոր դպրոց է բացվել։
1992 թվականի մայիսի 8-ին հայկական ուժերը ազատագրեցին Շուշին։
Եթե Ադրբեջանը գրավի Շուշին, պատերազմը կավարտվի։
Ռուսական զորքերը գրավել են Ավդեևկան։
Ադրբեջանցի զինվոր է գերեվարվել Հադրութի մոտ։
Շուշիի ազատագրման տոնը նշվում է մայիսի 9-ին։
Armenian forces handed over the bodies of 29 soldiers in Shusha.
Armenia handed over maps of minefields of Agdam to Azerbaijan.
Armenia handed over minefield maps of Fuzuli and Zangilan districts.
Azerbaijan handed over 15 Armenian prisoners in exchange for mine maps of Agdam.
Россия передала Азербайджану карты минных полей Агдама.
Армения передала Азербайджану карты минных полей Агдамского района.
Ermənistan Ağdamın mina xəritələrini Azərbaycana təhvil verib.
Ermenistan, Ağdam'ın mayın haritalarını Azerbaycan'a teslim etti.
Russian peacekeepers left the post in Khojavend and handed it over to Azerbaijan.
Azerbaijan took part in talks on Lachin.
Azerbaijan took steps to restore Agdam.
Azerbaijan took over the chairmanship; the summit was held in Shusha.
The court in Baku took up the case of soldiers captured in Hadrut.
Armenia handed over maps of the minefields in the Agdam district to Azerbaijan.
Police in the city of Khankendi seized a large quantity of ammunition.
Armenian soldiers captured in the village of Khtsaberd were released.
62 Armenian servicemen captured in the Hadrut district were put on trial.
The court in Baku took up the case of soldiers captured in the village of Khtsaberd.
Azerbaijan took steps to restore the city of Agdam.
Azerbaijan took over the restoration of the village of Aghali in Zangilan district.
The company took on the building of houses in the village of Dovletyarli of Fuzuli district.
The keys of 20 houses in the village of Aghali were handed over to families.
House keys were handed over to residents of the city of Lachin.
The bodies of 29 soldiers found in the town of Hadrut were handed over to Armenia.
Azerbaijan handed over the bodies of soldiers found near the village of Talish.
Weapons left by Armenian forces in the village of Khanlig of Gubadli district were seized.
An Armenian drone was seized in the village of Yukhari Ayrim, Kalbajar district.
The army took control of a road between the village of Zabukh and the city of Lachin.
The State Security Service seized documents in the city of Khankendi.
Azerbaijan's army took control of heights near the village of Talish.
The exhibition shows trophies seized in the city of Shusha.
A monument to the liberation of the city of Shusha will be built in Baku.
The anniversary of the occupation of the city of Khojaly was marked in Ankara.
Azerbaijan received the village cemetery records of the village of Tugh.
A soldier taken prisoner in the village of Vazgenashen was returned.
Two Azerbaijani soldiers who lost their way were captured near the village of Bneghavan.
Families left without homes in the village of Taghaser were given shelter.
The Azerbaijani flag was raised over the Khudafarin bridge, not in the city of Lachin.
Ermənistan Ağdam rayonunun minalanmış ərazilərinin xəritələrini Azərbaycana təhvil verib.
Xankəndi şəhərində polis əməkdaşları silah-sursat götürüb.
Ağalı kəndində 20 evin açarı sakinlərə təhvil verilib.
Hadrut qəsəbəsində tapılan 29 hərbçinin meyiti Ermənistana təhvil verilib.
Qubadlı rayonunun Xanlıq kəndində düşmənin qoyub getdiyi silahlar götürülüb.
Zəngilan rayonunun Ağalı kəndində məktəb tikintisi "Azərsu"nun nəzarətinə verilib.
Ermenistan Ağdam ilinin mayın haritalarını Azerbaycan'a teslim etti.
Hankendi şehrinde polis çok sayıda mühimmat ele geçirdi.
Ağalı köyünde 20 evin anahtarı sahiplerine teslim edildi.
Hadrut kasabasında bulunan askerlerin naaşları Ermenistan'a teslim edildi.
Kubadlı ilinin Hanlık köyünde silah ele geçirildi.
Армения передала Азербайджану карты минных полей Агдамского района.
В городе Ханкенди полиция изъяла большое количество оружия.
Захваченные в селе Хцаберд армянские военнослужащие освобождены.
Жителям села Агалы переданы ключи от 20 домов.
Тела 29 солдат, найденные в поселке Гадрут, переданы Армении.
В селе Ханлыг Губадлинского района захвачено оружие, оставленное армянскими войсками.
Дорога между селом Забух и городом Лачин взята под контроль.
Азербайджан взял на себя восстановление города Агдам.
Հադրութ քաղաքում գտնված 29 զինծառայողի մարմին է հանձնվել Հայաստանին։
Խծաբերդ գյուղում գերեվարված հայ զինծառայողները ազատ են արձակվել։
Ադրբեջանը գրավել է զենք Խծաբերդ գյուղում։
"""


@pytest.mark.parametrize("text", NO_CHANGES.strip().splitlines())
def test_nothing_changes_hands(read, text):
    language = StatementTables(DataFolder(data_dir())).language_of(text)
    assert [item.place.name.text for item in read(text, language, date(2023, 3, 15)).changes] == []


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        (
            "en",
            "Azerbaijani units that crossed the Hakari river went on, having taken Gulabird and Turklar villages.",
            {"Gulabird", "Turklar"},
        ),
        ("en", '"Whoever controls Shushi controls Artsakh", he said.', set()),
        ("hy", "Ադրբեջանական զինուժը գրավել է մի շարք գյուղեր՝ Չայլին, Գորազիլլին։", {"Չայլին", "Գորազիլլին"}),
    ],
)
def test_a_river_a_saying_and_a_list_behind_a_mark(read, language, text, names):
    assert {item.place.name.text for item in read(text, language).changes} == names
