using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Writer;
using static UglyToad.PdfPig.Writer.PdfDocumentBuilder;

namespace DocumentPipeline.SampleDocument;

/// <summary>Sets text and tables from the top of a page down and starts new pages with a footer as needed.</summary>
internal sealed class PageCursor
{
    private const double Margin = 64;
    private const double FooterHeight = 36;
    private const double Leading = 1.35;
    private const double TableRowHeight = 1.7;

    private readonly PdfDocumentBuilder _builder;
    private readonly AddedFont _regular;
    private readonly AddedFont _bold;
    private readonly string _footer;
    private PdfPageBuilder _page;
    private double _y;

    public PageCursor(PdfDocumentBuilder builder, AddedFont regular, AddedFont bold, string footer)
    {
        _builder = builder;
        _regular = regular;
        _bold = bold;
        _footer = footer;
        _page = NewPage();
    }

    /// <summary>Sets text in as many lines as it takes.</summary>
    public void Text(string text, double size, bool bold, double spaceAfter)
    {
        AddedFont font = bold ? _bold : _regular;
        foreach (string line in Wrap(text, size, font))
        {
            Reserve(size * Leading);
            _y -= size * Leading;
            Show(line, size, Margin, font);
        }

        _y -= spaceAfter;
    }

    /// <summary>Sets a heading together with room for some lines below it.</summary>
    public void Heading(string text, double size)
    {
        Reserve(size * 6);
        _y -= size * 0.6;
        Text(text, size, bold: true, spaceAfter: 5);
    }

    /// <summary>Sets a table whose first column is left-aligned and twice as wide as the others, on one page.</summary>
    public void Table(string[][] rows, double size)
    {
        Reserve(rows.Length * size * TableRowHeight + size);
        double unit = (_page.PageSize.Width - 2 * Margin) / (rows[0].Length + 1);
        for (int row = 0; row < rows.Length; row++)
        {
            _y -= size * TableRowHeight;
            for (int column = 0; column < rows[row].Length; column++)
            {
                double x = Margin + (column == 0 ? 0 : unit * (column + 1));
                Show(rows[row][column], size, x, row == 0 ? _bold : _regular);
            }

            _page.DrawLine(new PdfPoint(Margin, _y - 4), new PdfPoint(_page.PageSize.Width - Margin, _y - 4), row == 0 ? 0.8 : 0.3);
        }

        _y -= size * 1.8;
    }

    private void Show(string text, double size, double x, AddedFont font) => _page.AddText(text, size, new PdfPoint(x, _y), font);

    private void Reserve(double height)
    {
        if (_y - height < Margin + FooterHeight)
        {
            _page = NewPage();
        }
    }

    private PdfPageBuilder NewPage()
    {
        PdfPageBuilder page = _builder.AddPage(PageSize.A4);
        page.AddText($"{_footer} - page {page.PageNumber}", 8, new PdfPoint(Margin, FooterHeight), _regular);
        _y = page.PageSize.Height - Margin;
        return page;
    }

    private List<string> Wrap(string text, double size, AddedFont font)
    {
        double width = _page.PageSize.Width - 2 * Margin;
        var lines = new List<string>();
        string line = "";
        foreach (string word in text.Split(' '))
        {
            string longer = line.Length == 0 ? word : $"{line} {word}";
            if (line.Length > 0 && WidthOf(longer, size, font) > width)
            {
                lines.Add(line);
                longer = word;
            }

            line = longer;
        }

        lines.Add(line);
        return lines;
    }

    private double WidthOf(string text, double size, AddedFont font)
    {
        IReadOnlyList<Letter> letters = _page.MeasureText(text, size, new PdfPoint(0, 0), font);
        return letters[^1].EndBaseLine.X;
    }
}
