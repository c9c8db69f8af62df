using System.Collections.Frozen;
using DocumentPipeline.Model;

namespace DocumentPipeline.Text;

/// <summary>The models of all languages.</summary>
/// <param name="English">English.</param>
/// <param name="Spanish">Spanish.</param>
internal sealed record LanguageModels(LanguageModel English, LanguageModel Spanish)
{
    /// <summary>The models to use for a text in this language: both where it is unclear.</summary>
    public IReadOnlyList<LanguageModel> For(Language language) => language switch
    {
        Language.English => [English],
        Language.Spanish => [Spanish],
        _ => [English, Spanish],
    };

    /// <summary>The words to leave out of a text in this language.</summary>
    public FrozenSet<string> StopWords(Language language) =>
        For(language).SelectMany(static model => model.StopWords).ToFrozenSet(StringComparer.Ordinal);
}
