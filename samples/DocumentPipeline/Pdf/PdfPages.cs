using DocumentPipeline.Model;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;

namespace DocumentPipeline.Pdf;

/// <summary>Reads the pages that a context's settings ask for, in batches if they say so.</summary>
internal static class PdfPages
{
    /// <summary>Reads them and returns the numbers of those that could not be read.</summary>
    /// <exception cref="DocumentException">The file has changed, or none of its pages can be read.</exception>
    public static async Task<List<int>> ReadAsync(DocumentContext context, Action<Page> read, CancellationToken cancellationToken)
    {
        DocumentFacts facts = context.RequireFacts();
        byte[] bytes = await PdfFile.ReadSameAsync(context.SourcePath, facts.Sha256, cancellationToken);
        int last = context.Settings.LastPage(facts.PageCount);
        int batch = Math.Clamp(context.Settings.BatchPages ?? last, 1, last);
        var failed = new List<(int Page, Exception Exception)>();
        for (int first = 1; first <= last; first += batch)
        {
            using PdfDocument document = PdfReading.Open(bytes, facts.FileName);
            failed.AddRange(PdfReading.TryPages(document, first, Math.Min(last, first + batch - 1), read, cancellationToken));
        }

        PdfReading.RequirePages(last, failed, facts.FileName);
        return failed.ConvertAll(static page => page.Page);
    }
}
