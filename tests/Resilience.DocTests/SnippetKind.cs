namespace Resilience.DocTests;

/// <summary>What is done with a snippet; the word behind <c>csharp</c> on its fence says so.</summary>
internal enum SnippetKind
{
    /// <summary>A program: compiled and run.</summary>
    Program,

    /// <summary><c>no-run</c>: a program that is compiled only, because it needs what a test has not.</summary>
    CompiledProgram,

    /// <summary><c>declarations</c>: types, compiled only.</summary>
    Declarations,
}
