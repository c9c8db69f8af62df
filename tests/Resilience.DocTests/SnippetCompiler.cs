using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace Resilience.DocTests;

/// <summary>Compiles a snippet as a program of its own, together with the prelude that gives it services to call.</summary>
internal sealed class SnippetCompiler(string prelude)
{
    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Resilience;
        """;

    private static readonly CSharpParseOptions _syntax = new(LanguageVersion.Latest);

    private static readonly ImmutableArray<PortableExecutableReference> _references =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path))];

    /// <summary>A reader copies a warning along with the code, so each is an error, but for names that only show that they exist.</summary>
    private static readonly ImmutableDictionary<string, ReportDiagnostic> _exceptions = ImmutableDictionary.CreateRange(
        new KeyValuePair<string, ReportDiagnostic>[]
        {
            new("CS0168", ReportDiagnostic.Suppress), // declared, never used
            new("CS0219", ReportDiagnostic.Suppress), // assigned, never used
            new("CS8321", ReportDiagnostic.Suppress), // a local function, never used
            new("CS1701", ReportDiagnostic.Suppress), // an assembly of an older version of the framework
            new("CS1702", ReportDiagnostic.Suppress), // the same
        });

    /// <returns>The assembly, or null and what is wrong, with the page's line.</returns>
    public (MemoryStream? Assembly, IReadOnlyList<string> Errors) Compile(Snippet snippet)
    {
        bool isProgram = snippet.Kind != SnippetKind.Declarations;
        string code = $"#line {snippet.Line} \"{snippet.Page}\"\n{snippet.Code}\n";
        CSharpCompilation compilation = CSharpCompilation.Create(
            $"Snippet_{Guid.NewGuid():N}",
            [Parse(Usings, "usings.cs"), Parse(prelude, "prelude.cs"), Parse(code, "snippet.cs")],
            _references,
            new CSharpCompilationOptions(
                isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary,
                generalDiagnosticOption: ReportDiagnostic.Error,
                specificDiagnosticOptions: _exceptions,
                nullableContextOptions: NullableContextOptions.Enable,
                optimizationLevel: OptimizationLevel.Release));

        MemoryStream assembly = new();
        EmitResult result = compilation.Emit(assembly);
        if (result.Success)
        {
            assembly.Position = 0;
            return (assembly, []);
        }

        return (null, [.. result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Select(Describe)]);
    }

    private static SyntaxTree Parse(string text, string path) => CSharpSyntaxTree.ParseText(text, _syntax, path);

    private static string Describe(Diagnostic diagnostic)
    {
        FileLinePositionSpan at = diagnostic.Location.GetMappedLineSpan();
        string message = diagnostic.GetMessage(CultureInfo.InvariantCulture);
        return $"{at.Path}:{at.StartLinePosition.Line + 1} {diagnostic.Id} {message}";
    }
}
