using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Resilience.HouseTests.Rules;

/// <summary>What a reader should not meet: regions, unexplained suppressions, notes of unfinished work, lines that scroll.</summary>
internal static partial class PlainText
{
    private const int LineLength = 140;

    // A test reads as a sentence, and a sentence is not broken.
    private const int TestLineLength = 160;

    public static IEnumerable<string> NoRegions(SourceFile file) =>
        file.Syntax.DescendantTrivia()
            .Where(trivia => trivia.IsKind(SyntaxKind.RegionDirectiveTrivia))
            .Select(trivia => file.At(trivia.GetLocation(), "opens a region"));

    /// <summary>Only comments and code count: a text in quotes is data, and a stub is what throws, not what classifies.</summary>
    public static IEnumerable<string> NothingUnfinished(SourceFile file)
    {
        IEnumerable<string> notes = file.Syntax.DescendantTrivia()
            .Where(trivia => IsComment(trivia) && UnfinishedNote().IsMatch(trivia.ToFullString()))
            .Select(trivia => file.At(trivia.GetLocation(), "notes unfinished work"));
        IEnumerable<string> stubs = file.Syntax.DescendantNodes().OfType<ObjectCreationExpressionSyntax>()
            .Where(creation => creation.Parent is ThrowStatementSyntax or ThrowExpressionSyntax
                && creation.Type.ToString().EndsWith("NotImplementedException", StringComparison.Ordinal))
            .Select(creation => file.At(creation, "is not implemented"));
        return notes.Concat(stubs);
    }

    public static IEnumerable<string> LinesFit(SourceFile file)
    {
        int limit = file.Path.StartsWith("tests/", StringComparison.Ordinal) ? TestLineLength : LineLength;
        return file.Lines.Index()
            .Where(line => line.Item.Length > limit)
            .Select(line => $"{file.Path}:{line.Index + 1} is {line.Item.Length} characters long, {limit} at most");
    }

    /// <summary>A suppression says why: behind it, in the line above it, or in its Justification.</summary>
    public static IEnumerable<string> SuppressionsSayWhy(SourceFile file)
    {
        foreach (SyntaxTrivia trivia in file.Syntax.DescendantTrivia())
        {
            if (trivia.GetStructure() is PragmaWarningDirectiveTriviaSyntax { IsActive: true } pragma
                && pragma.DisableOrRestoreKeyword.IsKind(SyntaxKind.DisableKeyword)
                && !HasComment(file, trivia.GetLocation()))
            {
                yield return file.At(trivia.GetLocation(), "disables a warning without a reason");
            }
        }

        foreach (AttributeSyntax attribute in file.Syntax.DescendantNodes().OfType<AttributeSyntax>())
        {
            bool suppresses = Suppression().IsMatch(attribute.Name.ToString());
            if (suppresses && !HasJustification(attribute) && !HasComment(file, attribute.GetLocation()))
            {
                yield return file.At(attribute, "suppresses a message without a reason");
            }
        }
    }

    /// <summary>The same for NoWarn in a project file; the reason may stand above the group that holds it.</summary>
    public static IEnumerable<string> SuppressionsSayWhy(string path, IReadOnlyList<string> lines) =>
        lines.Index()
            .Where(line => line.Item.Contains("<NoWarn>", StringComparison.Ordinal)
                && !lines.Skip(line.Index - 2).Take(3).Any(near => near.Contains("<!--", StringComparison.Ordinal)))
            .Select(line => $"{path}:{line.Index + 1} disables a warning without a reason");

    private static bool HasJustification(AttributeSyntax attribute) =>
        attribute.ArgumentList?.Arguments.Any(argument =>
            argument.NameEquals?.Name.Identifier.Text == "Justification"
            && argument.Expression is not LiteralExpressionSyntax { Token.ValueText: "" }) == true;

    private static bool HasComment(SourceFile file, Location location)
    {
        int line = location.GetLineSpan().StartLinePosition.Line;
        return Reason().IsMatch(file.Lines[line]) || (line > 0 && WholeLineReason().IsMatch(file.Lines[line - 1]));
    }

    private static bool IsComment(SyntaxTrivia trivia) => trivia.Kind() is
        SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia
        or SyntaxKind.SingleLineDocumentationCommentTrivia or SyntaxKind.MultiLineDocumentationCommentTrivia;

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX)\b", RegexOptions.CultureInvariant)]
    private static partial Regex UnfinishedNote();

    [GeneratedRegex(@"(^|\.)(Unconditional)?SuppressMessage(Attribute)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Suppression();

    [GeneratedRegex(@"//\s*\w+\W+\w+", RegexOptions.CultureInvariant)]
    private static partial Regex Reason();

    [GeneratedRegex(@"^\s*(//|\*)[/\s]*\w+\W+\w+", RegexOptions.CultureInvariant)]
    private static partial Regex WholeLineReason();
}
