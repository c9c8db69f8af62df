using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Resilience.DocTests;

/// <summary>A comment behind a <c>Console.WriteLine</c> tells the reader what it prints; this holds the docs to it.</summary>
internal static class SnippetOutput
{
    /// <summary>The comments behind the lines that print, in order.</summary>
    public static IReadOnlyList<string> Promised(string code) =>
        [.. CSharpSyntaxTree.ParseText(code).GetRoot().DescendantNodes().OfType<ExpressionStatementSyntax>()
            .Where(statement => statement.Expression is InvocationExpressionSyntax { Expression: var method }
                && method.ToString() == "Console.WriteLine")
            .SelectMany(statement => statement.GetTrailingTrivia())
            .Where(trivia => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia))
            .Select(trivia => trivia.ToString().TrimStart('/').Trim())];

    /// <summary>The first promise that was not kept, or null: each is a line of the output, in the same order.</summary>
    public static string? Broken(string code, string output)
    {
        string[] lines = output.ReplaceLineEndings("\n").Split('\n');
        int at = 0;
        foreach (string promise in Promised(code))
        {
            int found = Array.IndexOf(lines, promise, at);
            if (found < 0)
            {
                return promise;
            }

            at = found + 1;
        }

        return null;
    }
}
