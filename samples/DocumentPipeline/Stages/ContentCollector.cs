using DocumentPipeline.Model;
using DocumentPipeline.Pdf;

namespace DocumentPipeline.Stages;

/// <summary>Collects what stands on the pages and keeps it within bounds.</summary>
internal sealed class ContentCollector
{
    private readonly DocumentContext _context;
    private readonly List<Line> _lines = [];
    private readonly List<Table> _tables = [];
    private long _characters;

    public ContentCollector(DocumentContext context) => _context = context;

    /// <summary>Adds a page.</summary>
    public void Add(IEnumerable<Line> lines, IReadOnlyList<Table> tables)
    {
        foreach (Line line in lines)
        {
            _characters += line.Text.Length;
            if (_characters <= Limits.Characters)
            {
                _lines.Add(line);
            }
        }

        _tables.AddRange(tables.Take(Limits.Tables - _tables.Count));
    }

    /// <summary>The content.</summary>
    /// <exception cref="DocumentException">There was more text than can be dealt with.</exception>
    /// <exception cref="EmptyExtractionException">Findings are required and there is no text.</exception>
    public DocumentContent Close(IReadOnlyList<int> unreadable, bool hasLayout)
    {
        DocumentFacts facts = _context.RequireFacts();
        if (_characters > Limits.Characters)
        {
            throw new DocumentException($"'{facts.FileName}' has more than {Limits.Characters} characters of text on the pages read.");
        }

        if (_context.Settings.RequireFindings && _lines.Count == 0 && _tables.Count == 0)
        {
            throw new EmptyExtractionException($"No text was found in '{facts.FileName}'; its pages may be scanned images.");
        }

        IReadOnlyList<Line> lines = hasLayout ? RunningLines.Remove(_lines, _context.Settings.LastPage(facts.PageCount)) : _lines;
        return new DocumentContent(lines, _tables, unreadable, hasLayout);
    }
}
