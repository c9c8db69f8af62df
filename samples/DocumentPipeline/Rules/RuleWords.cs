using System.Text.RegularExpressions;

namespace DocumentPipeline.Rules;

/// <summary>Words by which the parts of a plan are known, in Spanish and English, without capitals and accents.</summary>
internal static partial class RuleWords
{
    /// <summary>The diagnosis.</summary>
    [GeneratedRegex(@"\b(?:diagnosis|diagnostico|situation analysis|linea de partida|caracterizacion)\b")]
    public static partial Regex Diagnosis();

    /// <summary>The strategic part.</summary>
    [GeneratedRegex(@"\b(?:strateg\w+|estrateg\w+|objectives|objetivos|vision)\b")]
    public static partial Regex Strategy();

    /// <summary>The investment plan.</summary>
    [GeneratedRegex(@"\b(?:investment\w*|inversion\w*|plurianual|financial plan|plan financiero|plan de inversiones|budget|presupuesto)\b")]
    public static partial Regex Investment();

    /// <summary>Goals.</summary>
    [GeneratedRegex(@"\b(?:goals?|targets?|metas?)\b")]
    public static partial Regex Goal();

    /// <summary>Indicators.</summary>
    [GeneratedRegex(@"\b(?:indicators?|indicador(?:es)?)\b")]
    public static partial Regex Indicator();

    /// <summary>Base lines.</summary>
    [GeneratedRegex(@"\b(?:baselines?|base lines?|lineas? (?:de )?base)\b")]
    public static partial Regex BaseLine();

    /// <summary>A number.</summary>
    [GeneratedRegex(@"[0-9]|\b(?:one|two|three|four|five|ten|twelve|dos|tres|cuatro|cinco|diez|doce|cien)\b")]
    public static partial Regex Number();

    /// <summary>Monitoring.</summary>
    [GeneratedRegex(@"\b(?:monitor\w*|evaluation|seguimiento|evaluacion)\b")]
    public static partial Regex Monitoring();

    /// <summary>Sources of revenue.</summary>
    [GeneratedRegex(
        @"\b(?:transfers?|royalt(?:y|ies)|property tax|own revenue|loans?|sgp|transferencias|regalias|recursos propios|"
        + @"sistema general de participaciones|credito|impuesto predial|cofinanciacion)\b")]
    public static partial Regex Source();

    /// <summary>Participation of citizens.</summary>
    [GeneratedRegex(
        @"\b(?:assembl(?:y|ies)|participat\w+|consultations?|consejo territorial|participacion|participativ\w+|mesas|asambleas?|"
        + @"consulta previa|concertacion)\b")]
    public static partial Regex Participation();

    /// <summary>Who is in charge.</summary>
    [GeneratedRegex(@"\b(?:in charge|responsible|answers for|responsables?|a cargo|secretaria de|entidad ejecutora)\b")]
    public static partial Regex Charge();

    /// <summary>A period of years.</summary>
    [GeneratedRegex(@"\b((?:19|20)[0-9]{2})\s*(?:-|–|—|/|a|al|to|y|and)\s*((?:19|20)[0-9]{2})\b")]
    public static partial Regex Period();

    /// <summary>A year.</summary>
    [GeneratedRegex(@"\b(?:19|20)[0-9]{2}\b")]
    public static partial Regex Year();
}
