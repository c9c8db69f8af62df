using UglyToad.PdfPig.Fonts.Standard14Fonts;
using UglyToad.PdfPig.Writer;

namespace DocumentPipeline.SampleDocument;

/// <summary>Writes the sample document as a PDF; the same each time but for the identifier that PDFs carry.</summary>
internal static class SampleWriter
{
    /// <summary>Writes the document to a file and returns the file's size in bytes.</summary>
    public static int Write(string path)
    {
        byte[] bytes = Build();
        string? folder = Path.GetDirectoryName(Path.GetFullPath(path));
        if (folder is not null)
        {
            Directory.CreateDirectory(folder);
        }

        File.WriteAllBytes(path, bytes);
        return bytes.Length;
    }

    /// <summary>The document's bytes.</summary>
    public static byte[] Build()
    {
        using var builder = new PdfDocumentBuilder();
        builder.DocumentInformation.Title = MunicipalPlan.Title;
        builder.DocumentInformation.Author = MunicipalPlan.Author;
        builder.DocumentInformation.Producer = "DocumentPipeline sample";
        builder.DocumentInformation.CreationDate = "D:20260105090000Z";

        var page = new PageCursor(
            builder,
            builder.AddStandard14Font(Standard14Font.Helvetica),
            builder.AddStandard14Font(Standard14Font.HelveticaBold),
            MunicipalPlan.Title);
        foreach (Block block in MunicipalPlan.Blocks)
        {
            Set(page, block);
        }

        return builder.Build();
    }

    private static void Set(PageCursor page, Block block)
    {
        switch (block.Style)
        {
            case BlockStyle.Title:
                page.Text(block.Text, size: 22, bold: true, spaceAfter: 4);
                break;
            case BlockStyle.Subtitle:
                page.Text(block.Text, size: 10, bold: false, spaceAfter: 16);
                break;
            case BlockStyle.Heading:
                page.Heading(block.Text, size: 14);
                break;
            case BlockStyle.Table:
                page.Table(block.Rows(), size: 9.5);
                break;
            default:
                page.Text(block.Text, size: 10.5, bold: false, spaceAfter: 7);
                break;
        }
    }
}
