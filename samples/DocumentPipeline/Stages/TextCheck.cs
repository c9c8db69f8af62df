using DocumentPipeline.Model;

namespace DocumentPipeline.Stages;

/// <summary>Whether there is text enough, for whoever wants to know it as an error.</summary>
internal static class TextCheck
{
    /// <summary>Makes sure of it where findings are required.</summary>
    /// <exception cref="InsufficientTextException">They are, and the text has fewer words than the settings ask for.</exception>
    public static void Require(DocumentContext context, int wordCount)
    {
        if (context.Settings.RequireFindings && wordCount < context.Settings.MinWords)
        {
            throw new InsufficientTextException($"{wordCount} words are too few to analyse; {context.Settings.MinWords} are needed.");
        }
    }
}
