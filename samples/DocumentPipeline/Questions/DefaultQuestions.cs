using DocumentPipeline.Model;

namespace DocumentPipeline.Questions;

/// <summary>What a plan is asked when nobody says otherwise.</summary>
internal static class DefaultQuestions
{
    private static readonly string[] _english =
    [
        "How many inhabitants does the municipality have?",
        "Which programme receives most of the investment?",
        "How is drinking water supplied to rural households?",
        "Why do pupils leave secondary school?",
        "What keeps gravel roads open?",
        "What happens to a programme that shows no effect?",
        "Which risk is the gravest?",
        "How many hospital beds will be added?",
    ];

    private static readonly string[] _spanish =
    [
        "¿Cuántos habitantes tiene el municipio?",
        "¿Qué programa recibe la mayor inversión?",
        "¿Cómo se suministra agua potable a los hogares rurales?",
        "¿Por qué abandonan los estudiantes la secundaria?",
        "¿Cómo se mantienen las vías rurales?",
        "¿Cómo se hace el seguimiento y la evaluación del plan?",
        "¿Qué riesgos reconoce el plan?",
        "¿Cuántas camas hospitalarias se agregarán?",
    ];

    /// <summary>The questions in a document's language; in English where it is unclear.</summary>
    public static IReadOnlyList<string> Of(Language language) => language == Language.Spanish ? _spanish : _english;
}
