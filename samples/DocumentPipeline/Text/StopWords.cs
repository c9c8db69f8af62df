using System.Collections.Frozen;
using DocumentPipeline.Model;

namespace DocumentPipeline.Text;

/// <summary>Words that say nothing about a text's subject.</summary>
internal static class StopWords
{
    /// <summary>English stop words.</summary>
    public static FrozenSet<string> English { get; } = Parse(
        """
        a about above across after again against all almost along also although always am among an and another any are around as at
        be because been before being below between both but by can cannot could did do does doing down during each either else enough
        every few for from further had has have having he her here hers herself him himself his how however i if in into is it its
        itself just least less may me might more most much must my myself near neither no nor not now of off often on once one only or
        other others our ours ourselves out over own per quite rather same shall she should since so some still such than that the
        their theirs them themselves then there these they this those three through thus to together too toward towards two under
        until up upon us very was we were what when where whether which while who whom whose why will with within without would yet
        you your yours yourself yourselves
        """);

    /// <summary>Spanish stop words.</summary>
    public static FrozenSet<string> Spanish { get; } = Parse(
        """
        a al algo algún alguna algunas alguno algunos ante antes aquel aquella aquellas aquello aquellos aquí así aún aunque bajo bien
        cada casi como cómo con contra cual cuál cuales cuáles cualquier cuando cuándo cuanto de del desde donde dónde dos durante e el
        él ella ellas ello ellos en entre era eran es esa esas ese eso esos esta está están estar estas este esto estos fue fueron ha
        haber había habían hacia han hasta hay la las le les lo los luego más me mediante menos mi mí mientras mis misma mismas mismo
        mismos mucha muchas mucho muchos muy nada ni ningún ninguna ninguno no nos nosotras nosotros nuestra nuestras nuestro nuestros
        o os otra otras otro otros para pero poca pocas poco pocos por porque pues que qué quien quién quienes se sea sean según ser
        será serán si sí sido siempre sin sino sobre solo sólo son su sus también tampoco tan tanto te tiene tienen toda todas todavía
        todo todos tras tu tú tus u un una unas uno unos usted ustedes vez vosotras vosotros y ya yo
        """);

    private static FrozenSet<string> Both { get; } = English.Union(Spanish).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The words to leave out of a text in this language.</summary>
    public static FrozenSet<string> Of(Language language) => language switch
    {
        Language.English => English,
        Language.Spanish => Spanish,
        _ => Both,
    };

    private static FrozenSet<string> Parse(string words) =>
        words.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}
