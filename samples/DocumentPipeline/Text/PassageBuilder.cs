using System.Text;
using DocumentPipeline.Model;

namespace DocumentPipeline.Text;

/// <summary>Collects the lines of a paragraph and remembers where each page begins in it.</summary>
internal sealed class PassageBuilder
{
    private readonly StringBuilder _text = new();
    private readonly List<(int Offset, int Page)> _pages = [];

    /// <summary>Number of characters so far.</summary>
    public int Length => _text.Length;

    /// <summary>Whether the text so far may be all of a paragraph.</summary>
    public bool EndsSentence => _text.Length > 0 && _text[^1] is '.' or '!' or '?' or ':' or '”' or '"' or ')';

    /// <summary>Adds a line.</summary>
    public void Add(Line line)
    {
        int before = _text.Length;
        Paragraph.Append(_text, line.Text);
        if (_pages.Count == 0 || _pages[^1].Page != line.Page)
        {
            _pages.Add((Math.Min(before, _text.Length), line.Page));
        }
    }

    /// <summary>The passages collected, and an empty builder: several when the text is longer than a passage may be.</summary>
    public IEnumerable<Passage> Close(string heading)
    {
        if (_text.Length == 0)
        {
            _pages.Clear();
            return [];
        }

        var passages = new List<Passage>();
        var sentences = new List<Sentence>();
        int page = 0;
        int length = 0;
        foreach ((int start, string text) in SentenceSplitter.Split(_text.ToString()))
        {
            while (page + 1 < _pages.Count && _pages[page + 1].Offset <= start)
            {
                page++;
            }

            if (length > 0 && length + text.Length > Limits.PassageLength)
            {
                passages.Add(new Passage(heading, sentences));
                sentences = [];
                length = 0;
            }

            sentences.Add(new Sentence(text, _pages[page].Page));
            length += text.Length;
        }

        if (sentences.Count > 0)
        {
            passages.Add(new Passage(heading, sentences));
        }

        _text.Clear();
        _pages.Clear();
        return passages;
    }
}
