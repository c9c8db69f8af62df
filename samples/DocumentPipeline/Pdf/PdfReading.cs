using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Exceptions;

namespace DocumentPipeline.Pdf;

/// <summary>Opens PDFs with PdfPig and turns whatever it throws on damaged ones into one kind of error.</summary>
internal static class PdfReading
{
    /// <summary>Opens a document that has at least one page; the caller disposes it.</summary>
    /// <exception cref="DocumentException">The document is encrypted, damaged or has no pages.</exception>
    public static PdfDocument Open(byte[] bytes, string name)
    {
        PdfDocument document = Parse(bytes, name);
        if (document.NumberOfPages > 0)
        {
            return document;
        }

        document.Dispose();
        throw new DocumentException($"'{name}' has no pages.") { IsDamage = true };
    }

    /// <summary>
    /// Reads every page and skips those that cannot be read, so that one damaged page does not cost the others.
    /// </summary>
    /// <returns>The numbers of the pages that could not be read.</returns>
    /// <exception cref="DocumentException">No page could be read.</exception>
    public static List<int> ForEachPage(PdfDocument document, string name, Action<Page> read, CancellationToken cancellationToken)
    {
        List<(int Page, Exception Exception)> failed = TryPages(document, 1, document.NumberOfPages, read, cancellationToken);
        RequirePages(document.NumberOfPages, failed, name);
        return failed.ConvertAll(static page => page.Page);
    }

    /// <summary>Reads some of the pages and returns those that could not be read, and why.</summary>
    public static List<(int Page, Exception Exception)> TryPages(
        PdfDocument document, int first, int last, Action<Page> read, CancellationToken cancellationToken)
    {
        var failed = new List<(int Page, Exception Exception)>();
        for (int number = first; number <= last; number++)
        {
            // PdfPig takes no token, so this is where a timeout or Ctrl+C is noticed.
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                Page page = document.GetPage(number);
                if (page.Letters.Count > Limits.LettersPerPage)
                {
                    throw new DocumentException($"Page {number} has more than {Limits.LettersPerPage} letters.");
                }

                read(page);
            }
            catch (Exception exception) when (exception is not (OperationCanceledException or OutOfMemoryException))
            {
                failed.Add((number, exception));
            }
        }

        return failed;
    }

    /// <summary>Makes sure that at least one page could be read.</summary>
    /// <exception cref="DocumentException">None could.</exception>
    public static void RequirePages(int pageCount, List<(int Page, Exception Exception)> failed, string name)
    {
        if (failed.Count < pageCount)
        {
            return;
        }

        throw failed[^1].Exception is DocumentException { Message: var reason } exception
            ? new DocumentException($"'{name}' cannot be read: {reason}", exception)
            : new DocumentException($"'{name}' is corrupt: none of its pages can be read.", failed[^1].Exception) { IsDamage = true };
    }

    private static PdfDocument Parse(byte[] bytes, string name)
    {
        try
        {
            return PdfDocument.Open(bytes, new ParsingOptions { SkipMissingFonts = true });
        }
        catch (PdfDocumentEncryptedException exception)
        {
            throw new DocumentException($"'{name}' is protected by a password.", exception);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // A damaged file makes the parser throw anything from format errors to index errors: all say the same to the user.
            throw new DocumentException($"'{name}' is corrupt and cannot be read as a PDF.", exception) { IsDamage = true };
        }
    }
}
