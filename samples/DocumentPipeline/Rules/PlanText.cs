using System.Text.RegularExpressions;
using DocumentPipeline.Finances;
using DocumentPipeline.Model;
using DocumentPipeline.Text;

namespace DocumentPipeline.Rules;

/// <summary>A document as the rules see it: headings, sentences, tables, each with its page, and a way to look for words.</summary>
internal sealed class PlanText
{
    private readonly List<(string Folded, Sentence Sentence)> _headings;
    private readonly List<(string Folded, Sentence Sentence)> _sentences;

    public PlanText(DocumentContext context, CancellationToken cancellationToken)
    {
        IReadOnlyList<Line> lines = context.LinesInScope();
        _headings = [.. Sections.Of(lines).Where(static section => section.Level > 0 && section.Text.Length > 0).Select(Fold)];
        _sentences = [];
        foreach (Passage passage in Passages.Of(lines))
        {
            cancellationToken.ThrowIfCancellationRequested();
            _sentences.AddRange(passage.Sentences.Select(Fold));
        }

        Tables = FinanceReader.Tables(context);
        Audit = context.Audit;
        Title = context.Facts?.Title ?? "";
        AllLines = lines;
    }

    /// <summary>Tables with figures.</summary>
    public IReadOnlyList<FigureTable> Tables { get; }

    /// <summary>What the audit found; null when there was none.</summary>
    public FinancialAudit? Audit { get; }

    /// <summary>Title of the document; empty if it has none.</summary>
    public string Title { get; }

    /// <summary>The lines, headings among them.</summary>
    public IReadOnlyList<Line> AllLines { get; }

    /// <summary>The first heading, with text below it, that the pattern matches; accents and capitals do not matter.</summary>
    public Sentence? Heading(Regex pattern) => First(_headings, pattern);

    /// <summary>The first sentence that the pattern matches.</summary>
    public Sentence? SentenceWith(Regex pattern) => First(_sentences, pattern);

    /// <summary>The first sentence that both patterns match.</summary>
    public Sentence? SentenceWith(Regex pattern, Regex other) =>
        _sentences.Find(entry => pattern.IsMatch(entry.Folded) && other.IsMatch(entry.Folded)).Sentence;

    /// <summary>The page of the first table with a header that the pattern matches.</summary>
    public FigureTable? TableWith(Regex pattern) => Tables.FirstOrDefault(table =>
        table.Headers.Any(header => header is not null && pattern.IsMatch(Folded(header))));

    /// <summary>Text without capitals and accents.</summary>
    public static string Folded(string text) => Accents.Remove(text.ToLowerInvariant());

    private static Sentence? First(List<(string Folded, Sentence Sentence)> entries, Regex pattern) =>
        entries.Find(entry => pattern.IsMatch(entry.Folded)).Sentence;

    private static (string Folded, Sentence Sentence) Fold(Section section) =>
        (Folded(section.Heading), new Sentence(section.Heading, section.Page));

    private static (string Folded, Sentence Sentence) Fold(Sentence sentence) => (Folded(sentence.Text), sentence);
}
