using DocumentPipeline.Model;
using DocumentPipeline.Support;

namespace DocumentPipeline.Text;

public sealed class LanguageGuessTests
{
    private const string English =
        "The plan of the town is to repair the pipes before it builds a new plant, and to publish what it finds in each of the districts.";

    private const string Spanish =
        "El plan del municipio es reparar las tuberías antes de construir una planta nueva, y publicar lo que se encuentra en cada uno "
        + "de los distritos.";

    private const string German =
        "Der Plan der Gemeinde sieht vor, dass zuerst die Leitungen instand gesetzt werden und danach eine neue Anlage gebaut wird, "
        + "wobei die Ergebnisse in jedem Bezirk veröffentlicht werden.";

    [Fact]
    public void English_is_recognised() => Guess(English).Should().Be(Language.English);

    [Fact]
    public void Spanish_is_recognised() => Guess(Spanish).Should().Be(Language.Spanish);

    [Fact]
    public void Another_language_is_unclear() => Guess(German).Should().Be(Language.Unclear);

    [Fact]
    public void Both_at_once_are_unclear() => Guess(English + " " + Spanish).Should().Be(Language.Unclear);

    [Fact]
    public void A_few_words_prove_nothing() => Guess("The plan of the town.").Should().Be(Language.Unclear);

    private static Language Guess(string text) => LanguageGuess.Of(Words.Of(text), Models.Shipped, minWords: 20);
}
