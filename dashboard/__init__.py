"""What the person sees and does: command line, Streamlit, playbooks, translations."""
