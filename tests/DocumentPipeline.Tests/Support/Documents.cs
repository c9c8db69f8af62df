using System.Text;
using DocumentPipeline.Model;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Fonts.Standard14Fonts;
using UglyToad.PdfPig.Writer;

namespace DocumentPipeline.Support;

/// <summary>Documents and contexts for tests.</summary>
internal static class Documents
{
    public static DocumentContext ContextOf(string path, string reportPath = "unused.md") =>
        new() { SourcePath = path, ReportPath = reportPath };

    public static DocumentContext Shipped(string reportPath = "unused.md") => ContextOf(ShippedDocument.Path, reportPath);

    /// <summary>A page with a text of 10 points at each place.</summary>
    public static byte[] Pdf(params (double X, double Y, string Text)[] texts)
    {
        using var builder = new PdfDocumentBuilder();
        PdfDocumentBuilder.AddedFont font = builder.AddStandard14Font(Standard14Font.Helvetica);
        PdfPageBuilder page = builder.AddPage(PageSize.A4);
        foreach ((double x, double y, string text) in texts)
        {
            page.AddText(text, 10, new PdfPoint(x, y), font);
        }

        return builder.Build();
    }

    /// <summary>A document with the standard security handler whose user password is not the empty one.</summary>
    public static byte[] EncryptedPdf()
    {
        string key = new('1', 64);
        var pdf = new StringBuilder("%PDF-1.4\n");
        var offsets = new List<int>();
        Add("<< /Type /Catalog /Pages 2 0 R >>");
        Add("<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
        Add("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] >>");
        Add($"<< /Filter /Standard /V 1 /R 2 /O <{key}> /U <{key}> /P -4 >>");
        int table = pdf.Length;
        pdf.Append("xref\n0 5\n0000000000 65535 f \n");
        offsets.ForEach(offset => pdf.Append($"{offset:D10} 00000 n \n"));
        pdf.Append($"trailer\n<< /Size 5 /Root 1 0 R /Encrypt 4 0 R /ID [<{key}> <{key}>] >>\nstartxref\n{table}\n%%EOF\n");
        return Encoding.ASCII.GetBytes(pdf.ToString());

        void Add(string content)
        {
            offsets.Add(pdf.Length);
            pdf.Append($"{offsets.Count} 0 obj\n{content}\nendobj\n");
        }
    }
}
